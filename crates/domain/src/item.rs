//! Items: what is bought, kept and sold.

use crate::{Price, Quantity, Refusals, text};
use uuid::Uuid;

/// Custom field values that one item may have.
pub const MAX_CUSTOM_VALUES: usize = 100;
/// Variations that one item may have.
pub const MAX_VARIATIONS: usize = 500;

/// Something that is bought, kept and sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Identity.
    pub id: Uuid,
    /// The number given by the company's counter.
    pub number: i64,
    /// What a user says about it.
    pub details: ItemDetails,
    /// Units on hand. With variations, the sum of theirs.
    pub quantity: Quantity,
    /// Values of the category's custom fields.
    pub custom_values: Vec<CustomValue>,
    /// Combinations such as "Red / L", each with its own stock.
    pub variations: Vec<Variation>,
    /// Kept out of ordinary lists.
    pub archived: bool,
}

/// What a user says about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDetails {
    /// The name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// The category it belongs to.
    pub category_id: Uuid,
    /// Where it lies when it has no variations.
    pub location_id: Option<Uuid>,
    /// Counted or unique.
    pub kind: ItemKind,
    /// Stock keeping unit.
    pub sku: String,
    /// Serial number of a unique item.
    pub serial_number: String,
    /// Bar code.
    pub barcode: String,
    /// What a unit costs the company.
    pub cost: Price,
    /// What a unit is sold for.
    pub price: Price,
    /// At or below this many units the item counts as low.
    pub threshold: Quantity,
    /// Whether web shops show it.
    pub published: bool,
}

/// Whether units of an item are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// Many units, counted.
    Counted,
    /// One unit with a serial number.
    Unique,
}

/// The value of a custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomValue {
    /// Which field.
    pub field_id: Uuid,
    /// The field's label.
    pub name: String,
    /// Whether customers see it.
    pub publish: bool,
    /// The field's place.
    pub weight: i64,
    /// The value.
    pub value: String,
}

/// A combination of attributes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variation {
    /// Identity.
    pub id: Uuid,
    /// The attributes in words, for example "Red / L".
    pub name: String,
    /// Units by location.
    pub stock: Vec<VariationStock>,
}

/// Units of a variation at a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariationStock {
    /// Identity, a plain number in the API (`item_variations_location_id`).
    pub id: i64,
    /// Where they lie.
    pub location_id: Uuid,
    /// Units on hand.
    pub quantity: Quantity,
    /// At or below this many units the row counts as low.
    pub threshold: Quantity,
}

impl ItemDetails {
    /// The details trimmed and checked.
    ///
    /// # Errors
    /// The name is missing, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusals> {
        let mut refusals = Refusals::default();
        let mut line = |field: &str, value: &str| text::checked(field, value, text::MAX_LINE, &mut refusals);
        let details = Self {
            sku: line("sku", &self.sku),
            serial_number: line("serial_number", &self.serial_number),
            barcode: line("barcode", &self.barcode),
            description: text::checked("description", &self.description, text::MAX_PARAGRAPHS, &mut refusals),
            name: text::required("name", &self.name, &mut refusals),
            ..self
        };
        refusals.unless_any(details)
    }
}

impl ItemKind {
    /// Refuses a stock that a unique item can't have: it is there once or not at all.
    ///
    /// # Errors
    /// A unique item with another quantity than 0 or 1.
    pub fn check_quantity(self, quantity: Quantity) -> Result<(), Refusals> {
        let once = [0, 1_000_000].contains(&quantity.millionths());
        if self == Self::Unique && !once {
            let reason = format!("A unique item is there once or not at all; {quantity} was given");
            return Err(Refusals::one("quantity", "unique", reason));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_item_is_there_once_or_not_at_all() {
        let units = |n: i64| Quantity::from_millionths(n * 1_000_000);
        assert!(ItemKind::Unique.check_quantity(units(1)).is_ok());
        assert!(ItemKind::Unique.check_quantity(units(0)).is_ok());
        assert!(ItemKind::Unique.check_quantity(units(2)).is_err());
        assert!(ItemKind::Counted.check_quantity(units(2)).is_ok());
    }
}
