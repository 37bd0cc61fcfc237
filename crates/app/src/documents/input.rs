//! What a user says about a document.

use domain::{Currency, ExchangeRate, Percent, Price, Quantity};
use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

/// What a user says about a document. What is `None` keeps its value in an edit; in a new document it is empty, or
/// required.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The customer of an invoice, the supplier of a purchase order; required.
    pub contact_id: Option<Uuid>,
    /// A short summary.
    pub name: Option<String>,
    /// The day on it; required.
    pub issue_date: Option<Date>,
    /// Where the goods go.
    pub shipping_address: Option<String>,
    /// The customer's own order number.
    pub external_po_number: Option<String>,
    /// The currency of every amount; the company's own when nothing is said.
    pub currency: Option<Currency>,
    /// What one unit of the currency is worth in the company's. In an edit that changes the currency, nothing said is none.
    pub exchange_rate: Option<ExchangeRate>,
    /// The lines; required. In an edit they take the place of those that were there.
    pub lines: Option<Vec<LineInput>>,
}

/// What a user says about a line.
#[derive(Debug, Clone)]
pub struct LineInput {
    /// The line of the document that this one continues. An id that the document doesn't have is not used.
    pub id: Option<Uuid>,
    /// What the line stands for.
    pub kind: LineInputKind,
    /// The title of a line without an item.
    pub name: String,
    /// The line's own text.
    pub description: String,
    /// How many units; required on a line that sells something.
    pub quantity: Option<Quantity>,
    /// Price of a unit; the item's when nothing is said (on a purchase order, the item's cost), required on a service.
    pub price: Option<Price>,
    /// Cost of a unit; the item's when nothing is said.
    pub cost: Option<Price>,
    /// Taken off this line.
    pub discount: Percent,
    /// The first tax; the contact's own rate, or none, when nothing is said.
    pub tax1: Option<Percent>,
    /// The second tax, likewise.
    pub tax2: Option<Percent>,
    /// Place on the document; its place in the list, from 1, when nothing is said.
    pub weight: Option<i64>,
}

/// What a line stands for, as a user says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineInputKind {
    /// Units of an item, perhaps of one of its variations at a location.
    Item {
        /// The item.
        item_id: Uuid,
        /// The variation's stock row; required when the item has more than one.
        stock_id: Option<i64>,
    },
    /// Something without stock.
    Service,
    /// This much off the whole document, in major units.
    DiscountAmount(Decimal),
    /// This share off the whole document.
    DiscountPercent(Percent),
}
