//! Categories of items, and the custom fields that belong to a category.

use crate::{Percent, Refusals, text};
use uuid::Uuid;

/// Custom fields that one category may have.
pub const MAX_CUSTOM_FIELDS: usize = 100;

/// A group of items that share custom fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Identity.
    pub id: Uuid,
    /// What a user says about it.
    pub details: CategoryDetails,
    /// Its custom fields, by weight.
    pub fields: Vec<CustomField>,
}

/// What a user says about a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryDetails {
    /// The name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Whether its items are counted (true) or unique (false).
    pub multiple: bool,
    /// Per cent added to the cost to propose a price.
    pub default_markup: Option<Percent>,
    /// Place in lists; smaller comes first.
    pub weight: i64,
}

/// A field that every item of a category may fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    /// Identity.
    pub id: Uuid,
    /// The label, for example "Material".
    pub name: String,
    /// Whether it is shown to customers, and so is part of an invoice line's description.
    pub publish: bool,
    /// Place among the fields; smaller comes first.
    pub weight: i64,
}

impl Default for CategoryDetails {
    fn default() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            multiple: true,
            default_markup: None,
            weight: 0,
        }
    }
}

impl CategoryDetails {
    /// The details trimmed and checked.
    ///
    /// # Errors
    /// The name is missing, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusals> {
        let mut refusals = Refusals::default();
        let details = Self {
            name: text::required("name", &self.name, &mut refusals),
            description: text::checked("description", &self.description, text::MAX_PARAGRAPHS, &mut refusals),
            ..self
        };
        refusals.unless_any(details)
    }
}
