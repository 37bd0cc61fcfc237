//! Where stock lies.

use crate::{Refusals, text};
use uuid::Uuid;

/// A place that holds stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Identity.
    pub id: Uuid,
    /// What a location says about itself.
    pub details: LocationDetails,
}

/// What a user says about a location.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocationDetails {
    /// Full name, for example "Main Warehouse".
    pub name: String,
    /// A short form for lists, for example "MAIN".
    pub short_name: String,
}

impl LocationDetails {
    /// The details trimmed and checked.
    ///
    /// # Errors
    /// The name is missing, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusals> {
        let mut refusals = Refusals::default();
        let details = Self {
            name: text::required("name", &self.name, &mut refusals),
            short_name: text::checked("short_name", &self.short_name, text::MAX_LINE, &mut refusals),
        };
        refusals.unless_any(details)
    }
}
