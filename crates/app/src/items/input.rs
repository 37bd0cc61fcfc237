//! What a user says about an item.

use domain::Quantity;
use domain::item::{Item, ItemDetails};
use uuid::Uuid;

/// What a user says about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The item itself.
    pub details: ItemDetails,
    /// Whether the category says if units are counted, and not the details.
    pub kind_of_category: bool,
    /// Units on hand. Without it, as many as there are now; of a new item none, or the one of a unique item.
    /// With variations it isn't looked at: theirs add up.
    pub quantity: Option<Quantity>,
    /// Values of custom fields. Fields that are not named keep theirs; a blank one is removed.
    pub values: Vec<ValueInput>,
    /// All variations that it is to have. Without it, those that it has now.
    pub variations: Option<Vec<VariationInput>>,
    /// Kept out of ordinary lists.
    pub archived: bool,
}

/// The value of a custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueInput {
    /// Which field.
    pub field_id: Uuid,
    /// The value.
    pub value: String,
}

/// A variation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariationInput {
    /// Which one; a new one without it.
    pub id: Option<Uuid>,
    /// The attributes in words. Without them, as it is called now.
    pub name: Option<String>,
    /// All rows that it is to have. Without them, those that it has now.
    pub stock: Option<Vec<StockInput>>,
}

/// Units of a variation at a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockInput {
    /// Where.
    pub location_id: Uuid,
    /// Units on hand. Without it, as many as there are now.
    pub quantity: Option<Quantity>,
    /// At or below this many units the row counts as low. Without it, as it is now.
    pub threshold: Option<Quantity>,
}

impl Input {
    /// What would leave an item as it is.
    pub fn unchanged(item: &Item) -> Self {
        Self { archived: item.archived, kind_of_category: false, ..Self::new(item.details.clone()) }
    }

    /// A plain item.
    pub fn new(details: ItemDetails) -> Self {
        Self {
            details,
            kind_of_category: true,
            quantity: None,
            values: Vec::new(),
            variations: None,
            archived: false,
        }
    }
}
