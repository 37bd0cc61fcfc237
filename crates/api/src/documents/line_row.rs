//! A line as clients see it.

use super::line_input::{DISCOUNT, ITEM, SERVICE};
use crate::answer::{Moment, Number};
use app::documents::Filed;
use domain::document::{Discount, Line, LineKind};
use domain::{Percent, Price, Quantity};
use serde::Serialize;
use uuid::Uuid;

/// A line (fact sheet 2.8). A line is saved together with its document, so it has the document's times.
#[derive(Debug, Serialize)]
pub(super) struct LineRow {
    id: Uuid,
    document_id: Uuid,
    item_id: Option<Uuid>,
    item_variations_location_id: Option<i64>,
    item_variation_data: (),
    line_type: &'static str,
    name: Option<String>,
    description: String,
    unit_id: (),
    service_category_id: (),
    quantity: Number,
    quantity_partially_received: Number,
    quantity_partially_shipped: Number,
    cost: Number,
    price: Number,
    discount_percent: Number,
    discounted_price: Number,
    tax: Number,
    tax2: Number,
    weight: i64,
    created: Moment,
    modified: Moment,
}

impl LineRow {
    /// The row of one of the document's lines.
    pub(super) fn of(line: &Line, filed: &Filed) -> Self {
        let (line_type, item_id, stock_id, discount) = kind(line);
        Self {
            id: line.id,
            document_id: filed.document.id,
            item_id,
            item_variations_location_id: stock_id,
            item_variation_data: (),
            line_type,
            name: Some(line.name.clone()).filter(|name| !name.is_empty()),
            description: line.description.clone(),
            unit_id: (),
            service_category_id: (),
            quantity: line.quantity.into(),
            quantity_partially_received: line.received.into(),
            quantity_partially_shipped: Quantity::ZERO.into(),
            cost: line.cost.into(),
            price: line.price.into(),
            discount_percent: discount.into(),
            discounted_price: discounted_price(line),
            tax: line.tax1.into(),
            tax2: line.tax2.into(),
            weight: line.weight,
            created: Moment(filed.document.created_at),
            modified: Moment(filed.modified_at),
        }
    }
}

/// Type, item, stock row and percentage; the last is the line's own, or that of a discount on the whole.
fn kind(line: &Line) -> (&'static str, Option<Uuid>, Option<i64>, Percent) {
    match line.kind {
        LineKind::Item { item_id, stock_id } => (ITEM, Some(item_id), stock_id, line.discount),
        LineKind::Service => (SERVICE, None, None, line.discount),
        LineKind::Discount(Discount::Amount(_)) => (DISCOUNT, None, None, Percent::ZERO),
        LineKind::Discount(Discount::Percent(percent)) => (DISCOUNT, None, None, percent),
    }
}

/// Nothing without a discount; else what a unit costs after it (fact sheet 2.8).
fn discounted_price(line: &Line) -> Number {
    if line.discount.is_zero() { Price::ZERO.into() } else { line.net_price().into() }
}
