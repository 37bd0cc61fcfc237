//! What the books want QuickBooks to hold for one record.

use domain::Percent;
use domain::change::Record;
use domain::company::DiscountOrder;
use domain::contact::Contact;
use domain::document::{Document, LineKind, Totals};
use domain::transaction::Transaction;
use jiff::Timestamp;

/// What the books want QuickBooks to hold for one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Desired {
    /// A customer or supplier with these details.
    Contact(Box<Contact>),
    /// An invoice.
    Invoice(Box<InvoiceFacts>),
    /// A payment of an invoice.
    Payment(Box<PaymentFacts>),
    /// The item that lines are booked on.
    GenericItem,
    /// An invoice that stays with all its amounts at nothing.
    Voided {
        /// What has to go first: a payment that QuickBooks still holds.
        blocked_by: Option<Prerequisite>,
    },
    /// Nothing.
    Absent {
        /// What has to go first: a payment that QuickBooks still holds.
        blocked_by: Option<Prerequisite>,
    },
    /// A refund, which has no counterpart yet.
    Refund {
        /// How a person calls it.
        title: String,
    },
    /// Nothing is said about it, for a reason.
    OutOfScope(OutOfScope),
}

/// An invoice and what is needed to say it in QuickBooks' words.
#[derive(Debug, Clone, PartialEq)]
pub struct InvoiceFacts {
    /// The invoice.
    pub document: Document,
    /// The contact it is written to.
    pub contact: Contact,
    /// What it adds up to.
    pub totals: Totals,
    /// Whether a whole discount lowers what is taxed.
    pub discount_order: DiscountOrder,
    /// What each line's item says, in the order of the lines.
    pub lines: Vec<LineFacts>,
    /// The contact in QuickBooks.
    pub customer: Prerequisite,
    /// The generic item in QuickBooks.
    pub generic_item: Prerequisite,
    /// A payment that was taken back here and is about to go from QuickBooks.
    pub returned: Option<Prerequisite>,
}

/// What a line's item says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineFacts {
    /// The item's name.
    pub item_name: String,
    /// Its stock keeping unit.
    pub sku: String,
    /// Its serial number.
    pub serial_number: String,
    /// The variation's attributes.
    pub variation: String,
    /// Label and value of each published custom field.
    pub custom_fields: Vec<(String, String)>,
}

/// A payment and what is needed to say it in QuickBooks' words.
#[derive(Debug, Clone, PartialEq)]
pub struct PaymentFacts {
    /// The payment.
    pub transaction: Transaction,
    /// The invoice it pays.
    pub invoice: Document,
    /// The invoice in QuickBooks.
    pub remote_invoice: Prerequisite,
    /// The customer in QuickBooks.
    pub customer: Prerequisite,
    /// Another payment of the invoice that was taken back here and is about to go from QuickBooks.
    pub returned: Option<Prerequisite>,
}

/// Another record that this one needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prerequisite {
    /// The other record.
    pub record: Record,
    /// How a person calls it.
    pub title: String,
    /// Its id in QuickBooks, once it is there and no entry of its own is open.
    pub remote_id: Option<String>,
}

/// Why nothing is said about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutOfScope {
    /// The document is from before the integration was enabled, so it is never sent.
    BeforeEnabling {
        /// When it was enabled.
        enabled_at: Timestamp,
    },
    /// The record isn't a kind that is sent.
    NotSent,
    /// The invoice was cancelled before it was ever sent.
    CancelledBeforeSending,
}

impl InvoiceFacts {
    /// The pair of rates that each line with money is taxed at, in the order of the lines.
    pub fn tax_rates(&self) -> impl Iterator<Item = (Percent, Percent)> {
        let lines = self.document.lines.iter().filter(|line| !matches!(line.kind, LineKind::Discount(_)));
        lines.map(|line| (line.tax1, line.tax2))
    }
}
