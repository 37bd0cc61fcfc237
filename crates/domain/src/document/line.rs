//! One line of a document.

use crate::{Currency, Money, Percent, Price, Quantity, money::OutOfRange};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One line of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Identity; kept when a line is edited.
    pub id: Uuid,
    /// What the line stands for.
    pub kind: LineKind,
    /// The title of a line without an item; empty for an item's own name.
    pub name: String,
    /// The line's own text; empty for the item's.
    pub description: String,
    /// How many units.
    pub quantity: Quantity,
    /// What a unit is sold for, or what the supplier charges for it, before the line's discount.
    pub price: Price,
    /// What a unit costs the company.
    pub cost: Price,
    /// Taken off this line.
    pub discount: Percent,
    /// The first tax.
    pub tax1: Percent,
    /// The second tax.
    pub tax2: Percent,
    /// Place on the document; smaller comes first.
    pub weight: i64,
    /// How many units of a purchase order have come; never more than were ordered.
    pub received: Quantity,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Units of an item, perhaps of one of its variations at a location.
    Item {
        /// The item.
        item_id: Uuid,
        /// The variation's stock row that the units come from.
        stock_id: Option<i64>,
    },
    /// Something without stock, such as work or freight.
    Service,
    /// A reduction of the whole document.
    Discount(Discount),
}

/// A reduction of the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// This much, positive.
    Amount(Money),
    /// This share of the sum of the lines.
    Percent(Percent),
}

impl Line {
    /// How many units of a purchase order have not come yet. Of a discount, nothing ever comes.
    pub fn outstanding(&self) -> Quantity {
        match self.kind {
            LineKind::Discount(_) => Quantity::ZERO,
            LineKind::Item { .. } | LineKind::Service => {
                Quantity::from_millionths(self.quantity.millionths() - self.received.millionths())
            }
        }
    }

    /// What a unit costs after the line's discount, exact.
    pub fn net_price(&self) -> Decimal {
        self.price.value() * self.discount.rest()
    }

    /// Quantity times price less the line's discount, rounded once; nothing for a discount line.
    ///
    /// # Errors
    /// [`OutOfRange`] beyond 15 digits.
    pub fn net(&self, currency: Currency) -> Result<Money, OutOfRange> {
        if matches!(self.kind, LineKind::Discount(_)) {
            return Ok(Money::ZERO);
        }
        let exact = self.net_price().checked_mul(self.quantity.value()).ok_or(OutOfRange)?;
        Money::rounded(exact, currency)
    }

    /// Quantity times cost, rounded once.
    ///
    /// # Errors
    /// [`OutOfRange`] beyond 15 digits.
    pub fn total_cost(&self, currency: Currency) -> Result<Money, OutOfRange> {
        let exact = self.cost.value().checked_mul(self.quantity.value()).ok_or(OutOfRange)?;
        Money::rounded(exact, currency)
    }
}
