//! Documents: what is written to a contact about goods and money.

mod draft;
mod line;
mod status;
mod totals;

pub use draft::{DocumentDraft, MAX_LINES};
pub use line::{Discount, Line, LineKind};
pub use status::DocumentStatus;
pub use totals::{Totals, totals};

use crate::change::RecordKind;
use crate::contact::ContactKind;
use crate::{Currency, ExchangeRate};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What a document is. The numbers are the API's `context_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// A bill to a customer (5).
    Invoice,
    /// An order to a supplier (11).
    PurchaseOrder,
}

impl DocumentKind {
    /// The kind with this `context_id`.
    pub const fn from_context(id: i64) -> Option<Self> {
        match id {
            5 => Some(Self::Invoice),
            11 => Some(Self::PurchaseOrder),
            _ => None,
        }
    }

    /// The API's `context_id`.
    pub const fn context(self) -> i64 {
        match self {
            Self::Invoice => 5,
            Self::PurchaseOrder => 11,
        }
    }

    /// The word for it, in lower case.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::PurchaseOrder => "purchase order",
        }
    }

    /// What somebody must be to have such a document written to them.
    pub const fn contact_kind(self) -> ContactKind {
        match self {
            Self::Invoice => ContactKind::Customer,
            Self::PurchaseOrder => ContactKind::Supplier,
        }
    }

    /// Which kind of record such a document is.
    pub const fn record_kind(self) -> RecordKind {
        match self {
            Self::Invoice => RecordKind::Invoice,
            Self::PurchaseOrder => RecordKind::PurchaseOrder,
        }
    }
}

/// A document with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Identity.
    pub id: Uuid,
    /// What it is.
    pub kind: DocumentKind,
    /// The number given by the company's counter for this kind.
    pub number: i64,
    /// Who it is written to.
    pub contact_id: Uuid,
    /// A short summary.
    pub name: String,
    /// The day on the document.
    pub issue_date: Date,
    /// Where the goods go, free text of several lines.
    pub shipping_address: String,
    /// The customer's own order number.
    pub external_po_number: String,
    /// The currency of every amount on it.
    pub currency: Currency,
    /// What one unit of the currency is worth in the company's; `None` in the company's own, and where nobody has said.
    pub exchange_rate: Option<ExchangeRate>,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// When a purchase order was sent to its supplier. Its units count as incoming from then on.
    pub sent_at: Option<Timestamp>,
    /// When all that a purchase order orders had come, as long as it has.
    pub received_at: Option<Timestamp>,
    /// The lines, by weight.
    pub lines: Vec<Line>,
    /// When it was created; decides whether it is sent to QuickBooks.
    pub created_at: Timestamp,
    /// Grows by one with every save.
    pub revision: i64,
}

impl Document {
    /// How a person calls it, for example "Invoice 1042".
    pub fn title(&self) -> String {
        title(self.kind, self.number)
    }

    /// Whether some of what it orders has come.
    pub fn is_received_in_part(&self) -> bool {
        self.lines.iter().any(|line| !line.received.is_zero())
    }

    /// Whether it was sent, and all that it orders has come.
    pub fn is_received_in_full(&self) -> bool {
        self.sent_at.is_some() && self.lines.iter().all(|line| line.outstanding().is_zero())
    }

    /// The same, with the moment of its receipt: `now` when all of it has come just now, none while something is outstanding.
    #[must_use]
    pub fn noting_receipt(self, now: Timestamp) -> Self {
        let received_at = self.is_received_in_full().then(|| self.received_at.unwrap_or(now));
        Self { received_at, ..self }
    }
}

/// How a person calls the document of this kind and number.
pub fn title(kind: DocumentKind, number: i64) -> String {
    match kind {
        DocumentKind::Invoice => format!("Invoice {number}"),
        DocumentKind::PurchaseOrder => format!("Purchase order {number}"),
    }
}
