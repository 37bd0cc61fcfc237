//! A document as it stands in the books, and how a row becomes one.

use crate::column;
use db::{Error, Row};
use domain::document::{Document, DocumentKind, DocumentStatus, Totals};
use domain::{ExchangeRate, Money};
use jiff::Timestamp;
use uuid::Uuid;

/// A document as it stands in the books: with what it adds up to and what was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The document with its lines.
    pub document: Document,
    /// What it adds up to, as computed when it was saved.
    pub totals: Totals,
    /// The sum of its transactions.
    pub paid: Money,
    /// Who wrote it.
    pub user_id: Uuid,
    /// When it, or the money on it, last changed.
    pub modified_at: Timestamp,
}

impl Filed {
    /// What the contact still owes.
    pub fn due(&self) -> Money {
        self.totals.total() - self.paid
    }

    /// Where it stands.
    pub fn status(&self) -> DocumentStatus {
        DocumentStatus::of(&self.document, self.totals.total(), self.paid)
    }
}

/// A document without its lines, from a row with the columns of the table.
pub(super) fn read(row: &Row) -> Result<Filed, Error> {
    let money = |column: &str| row.get(column).map(Money::from_minor_units);
    Ok(Filed {
        document: Document {
            id: row.get("id")?,
            kind: column::coded(row, "kind", |context: &i64| DocumentKind::from_context(*context))?,
            number: row.get("number")?,
            contact_id: row.get("contact_id")?,
            name: row.get("name")?,
            issue_date: row.get("issue_date")?,
            shipping_address: row.get("shipping_address")?,
            external_po_number: row.get("external_po_number")?,
            currency: column::currency(row, "currency")?,
            exchange_rate: row.get::<Option<i64>>("exchange_rate")?.map(ExchangeRate::from_billionths),
            cancelled: row.get("cancelled")?,
            sent_at: row.get("sent_at")?,
            received_at: row.get("received_at")?,
            lines: Vec::new(),
            created_at: row.get("created_at")?,
            revision: row.get("revision")?,
        },
        totals: Totals {
            cost: money("total_cost")?,
            lines: money("total_lines")?,
            discount: money("total_discount")?,
            tax1: money("total_tax1")?,
            tax2: money("total_tax2")?,
        },
        paid: money("paid")?,
        user_id: row.get("user_id")?,
        modified_at: row.get("modified_at")?,
    })
}
