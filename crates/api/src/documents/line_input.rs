//! What clients send about a line, and what kind of line they mean by it.
//!
//! API 2.0 has one shape for all lines (fact sheet 2.8): with an `item_id` it sells an item. Without one, a negative
//! price or a bare percentage is a discount on the whole document, and anything else a service. Our own member
//! `line_type` says it in one word and wins.

use crate::request::Fields;
use app::documents::{LineInput, LineInputKind};
use domain::{Percent, Price, Quantity};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The three values of `line_type`.
pub(super) const ITEM: &str = "inventory";
pub(super) const SERVICE: &str = "service";
pub(super) const DISCOUNT: &str = "discount";

/// A line. What can't be read is noted.
pub(super) fn read(fields: &mut Fields<'_>) -> LineInput {
    let said = Said {
        line_type: fields.filled("line_type").map(|word| word.to_ascii_lowercase()),
        item_id: fields.uuid("item_id"),
        stock_id: fields.integer("item_variations_location_id"),
        quantity: fields.quantity("quantity"),
        price: fields.price("price"),
        discount: fields.percent("discount_percent").unwrap_or_default(),
    };
    LineInput {
        id: fields.uuid("id"),
        kind: said.kind(fields),
        name: fields.text("name").unwrap_or_default(),
        description: fields.text("description").unwrap_or_default(),
        quantity: said.quantity,
        price: said.price,
        cost: fields.price("cost"),
        discount: said.discount,
        tax1: fields.percent("tax"),
        tax2: fields.percent("tax2"),
        weight: fields.integer("weight"),
    }
}

/// The members that tell what a line stands for.
struct Said {
    line_type: Option<String>,
    item_id: Option<Uuid>,
    stock_id: Option<i64>,
    quantity: Option<Quantity>,
    price: Option<Price>,
    discount: Percent,
}

impl Said {
    fn kind(&self, fields: &mut Fields<'_>) -> LineInputKind {
        match self.line_type.as_deref() {
            Some(ITEM) => self.item(fields),
            Some(SERVICE) => LineInputKind::Service,
            Some(DISCOUNT) => self.discount(fields),
            Some(_) => {
                let reason = format!("Write {ITEM}, {SERVICE} or {DISCOUNT}, or leave it out");
                fields.refuse("line_type", "inList", reason);
                LineInputKind::Service
            }
            None if self.item_id.is_some() => self.item(fields),
            None if self.amount() < Decimal::ZERO => self.discount(fields),
            None if self.amount().is_zero() && !self.discount.is_zero() => self.discount(fields),
            None => LineInputKind::Service,
        }
    }

    fn item(&self, fields: &mut Fields<'_>) -> LineInputKind {
        let item_id = fields.require("item_id", self.item_id).unwrap_or_default();
        LineInputKind::Item { item_id, stock_id: self.stock_id }
    }

    /// An amount, whichever its sign, else a percentage.
    fn discount(&self, fields: &mut Fields<'_>) -> LineInputKind {
        let amount = self.amount();
        if amount.is_zero() && self.discount.is_zero() {
            fields.require("price", self.price.filter(|price| !price.is_zero()));
        }
        if amount.is_zero() {
            LineInputKind::DiscountPercent(self.discount)
        } else {
            LineInputKind::DiscountAmount(amount.abs())
        }
    }

    /// Quantity times price; a line that doesn't say how many means one.
    fn amount(&self) -> Decimal {
        let quantity = self.quantity.map_or(Decimal::ONE, Quantity::value);
        quantity * self.price.unwrap_or_default().value()
    }
}
