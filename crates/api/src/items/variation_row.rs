//! A variation as clients see it.

use crate::answer::Number;
use app::items::Surroundings;
use domain::Quantity;
use domain::item::{Variation, VariationStock};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

/// A variation with its rows by location.
#[derive(Debug, Serialize)]
pub(super) struct VariationRow {
    id: Uuid,
    item_id: Uuid,
    name: String,
    quantity: Number,
    quantity_reserved: i64,
    quantity_incoming: Number,
    in_transit: i64,
    item_variations_locations: Vec<StockRow>,
}

/// Units of a variation at a location. Its id, a plain number, is what a document's line names.
#[derive(Debug, Serialize)]
struct StockRow {
    id: i64,
    item_variation_id: Uuid,
    location_id: Uuid,
    quantity: Number,
    threshold: Number,
    quantity_reserved: i64,
    quantity_incoming: Number,
    in_transit: i64,
}

impl VariationRow {
    /// The row of a variation of this item.
    pub(super) fn of(variation: &Variation, item_id: Uuid, around: &Surroundings) -> Self {
        let incoming = |row: &VariationStock| around.incoming_at(item_id, row.id);
        let units: Decimal = variation.stock.iter().map(|row| row.quantity.value()).sum();
        Self {
            id: variation.id,
            item_id,
            name: variation.name.clone(),
            quantity: Number::from(units),
            quantity_reserved: 0,
            quantity_incoming: variation
                .stock
                .iter()
                .map(|row| incoming(row).value())
                .sum::<Decimal>()
                .into(),
            in_transit: 0,
            item_variations_locations: variation
                .stock
                .iter()
                .map(|row| StockRow::of(row, variation.id, incoming(row)))
                .collect(),
        }
    }
}

impl StockRow {
    fn of(row: &VariationStock, item_variation_id: Uuid, incoming: Quantity) -> Self {
        Self {
            id: row.id,
            item_variation_id,
            location_id: row.location_id,
            quantity: row.quantity.into(),
            threshold: row.threshold.into(),
            quantity_reserved: 0,
            quantity_incoming: incoming.into(),
            in_transit: 0,
        }
    }
}
