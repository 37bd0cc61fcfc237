//! What the books want QuickBooks to hold for one record.

use crate::{Problem, Waiting};
use domain::change::Record;
use domain::company::DiscountOrder;
use domain::contact::Contact;
use domain::document::{Document, Totals};
use domain::transaction::Transaction;
use domain::{Currency, Money};
use jiff::Timestamp;
use jiff::civil::Date;

/// What the books want QuickBooks to hold for one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Desired {
    /// A customer or supplier with these details.
    Contact(Box<ContactFacts>),
    /// An invoice.
    Invoice(Box<InvoiceFacts>),
    /// A purchase order.
    PurchaseOrder(Box<PurchaseOrderFacts>),
    /// A bill for a purchase order.
    Bill(Box<BillFacts>),
    /// A payment of an invoice.
    Payment(Box<PaymentFacts>),
    /// Money given back on an invoice.
    Refund(Box<RefundFacts>),
    /// The item that lines are booked on.
    GenericItem,
    /// An invoice that stays with all its amounts at nothing.
    Voided {
        /// What has to happen first: money that QuickBooks still holds on it has to go, or to let go of it.
        blocked_by: Option<Waiting>,
    },
    /// Nothing.
    Absent {
        /// What has to happen first: money that QuickBooks still holds on it has to go, or to let go of it.
        blocked_by: Option<Waiting>,
    },
    /// Nothing is said about it, for a reason.
    OutOfScope(OutOfScope),
}

/// A customer or supplier and what is needed to say so in QuickBooks' words.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactFacts {
    /// The contact.
    pub contact: Contact,
    /// The currency of the first document for them, once there is one.
    pub currency: Option<Currency>,
    /// Another one of the same name that was saved before and is not there yet: the name is for that one.
    pub namesake: Option<Waiting>,
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
    /// What stays on it in QuickBooks because refund receipts take it off the sale there ([`crate::receipts::returned`]).
    pub returned: Money,
    /// Money of its own that has to go or to become less in QuickBooks before the total may.
    pub making_room: Option<Waiting>,
}

/// A purchase order and what is needed to say it in QuickBooks' words.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseOrderFacts {
    /// The purchase order.
    pub document: Document,
    /// The contact it is written to.
    pub contact: Contact,
    /// What it adds up to.
    pub totals: Totals,
    /// What each line's item says, in the order of the lines.
    pub lines: Vec<LineFacts>,
    /// The contact in QuickBooks.
    pub vendor: Prerequisite,
    /// The generic item in QuickBooks.
    pub generic_item: Prerequisite,
    /// Its bill in QuickBooks.
    pub bill: Option<HeldBill>,
}

/// The bill of a purchase order that QuickBooks holds, or may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBill {
    /// Waiting for it to go.
    pub gone: Waiting,
    /// Id of the vendor that it is of, where that is known.
    pub vendor: Option<String>,
}

impl PurchaseOrderFacts {
    /// Whether a bill is as it should be: the order is received in full, and still of the bill's vendor. Else the bill has to go
    /// before the order may change, because QuickBooks keeps what a bill hangs on.
    pub fn keeps_bill(&self) -> bool {
        let is_anothers = self
            .bill
            .as_ref()
            .and_then(|bill| bill.vendor.as_deref())
            .is_some_and(|vendor| self.vendor.remote_id.as_deref() != Some(vendor));
        self.document.is_received_in_full() && !is_anothers
    }
}

/// A bill for all that a purchase order has ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct BillFacts {
    /// The order, which is received in full.
    pub order: PurchaseOrderFacts,
    /// The order in QuickBooks.
    pub remote_order: Prerequisite,
    /// Ids of its lines in QuickBooks, in their order.
    pub remote_lines: Vec<String>,
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
    /// What refunds take from it, in the order of the refunds.
    pub refunded: Vec<Refunded>,
    /// Other money on the invoice that has to go or to become less in QuickBooks before more can be put on it.
    pub making_room: Option<Waiting>,
    /// The most that QuickBooks has room for on the invoice, while a refund that is taken from the payment is not there.
    pub room: Option<Money>,
}

/// What one refund takes from a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refunded {
    /// The refund in QuickBooks.
    pub refund: Prerequisite,
    /// How much of it.
    pub amount: Money,
}

/// Money given back and what is needed to say it in QuickBooks' words.
#[derive(Debug, Clone, PartialEq)]
pub struct RefundFacts {
    /// The refund; its amount is negative.
    pub transaction: Transaction,
    /// The invoice it is given back on.
    pub invoice: Document,
    /// The invoice in QuickBooks.
    pub remote_invoice: Prerequisite,
    /// The customer in QuickBooks.
    pub customer: Prerequisite,
    /// The generic item in QuickBooks.
    pub generic_item: Prerequisite,
    /// The payments that it is taken from.
    pub taken_from: Vec<Source>,
    /// A payment that it is taken from and that has to be seen to: before the refund is sent, one whose own entry has failed;
    /// afterwards, one that has not let go of the invoice yet.
    pub holder: Option<Waiting>,
}

/// A payment that a refund is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its date, as QuickBooks has it where it is there.
    pub dated: Date,
    /// Whether QuickBooks is known to have it in a bank deposit, and nobody has been told to see to that.
    pub is_deposited: bool,
    /// Why it can't be sent, where it is not there and that is known before any call.
    pub refusal: Option<Problem>,
}

/// Another record that this one needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prerequisite {
    /// The other record.
    pub record: Record,
    /// How a person calls it.
    pub title: String,
    /// Its id in QuickBooks, once it is there.
    pub remote_id: Option<String>,
    /// Whether an entry of its own is open, which may still change it.
    pub is_open: bool,
    /// Whether it is gone or out of use there, and somebody has to say what shall come of that.
    pub is_lost: bool,
    /// ISO code of the currency that QuickBooks keeps a contact in, where that is known.
    pub currency: Option<String>,
}

impl Prerequisite {
    /// Its id in QuickBooks and how a person calls it, once it is there.
    pub fn called(&self) -> Option<(&str, &str)> {
        Some((self.remote_id.as_deref()?, self.title.as_str()))
    }
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
    /// Bills aren't made, or the purchase order is not received in full.
    NoBill,
}

impl Desired {
    /// The records that this one refers to in QuickBooks.
    pub fn needs(&self) -> Vec<&Prerequisite> {
        match self {
            Self::Invoice(facts) => vec![&facts.customer, &facts.generic_item],
            Self::PurchaseOrder(facts) => vec![&facts.vendor, &facts.generic_item],
            Self::Bill(facts) => {
                vec![&facts.order.vendor, &facts.order.generic_item, &facts.remote_order]
            }
            Self::Payment(facts) => {
                let refunds = facts.refunded.iter().map(|share| &share.refund);
                [&facts.customer, &facts.remote_invoice].into_iter().chain(refunds).collect()
            }
            Self::Refund(facts) => vec![&facts.customer, &facts.remote_invoice, &facts.generic_item],
            _ => Vec::new(),
        }
    }

    /// Their ids in QuickBooks and how a person calls them.
    pub fn refers(&self) -> Vec<(&str, &str)> {
        self.needs().into_iter().filter_map(Prerequisite::called).collect()
    }
}

impl InvoiceFacts {
    /// What it comes to in QuickBooks.
    pub fn total(&self) -> Money {
        self.totals.total() + self.returned
    }
}

impl PaymentFacts {
    /// What is put on the invoice in the end: the payment less what refunds take from it.
    pub fn applied(&self) -> Money {
        self.refunded.iter().fold(self.transaction.amount, |left, share| left - share.amount)
    }

    /// What is put on the invoice now, of which QuickBooks has `held` there. A refund that is not there yet waits for the payment,
    /// never the other way round: until then its share stays where it is, and of a new payment it is put on nothing. What finds
    /// no room meanwhile is put on nothing, too.
    pub fn applied_now(&self, held: Option<Money>) -> Money {
        let to_come = self.refunded.iter().filter(|share| share.refund.remote_id.is_none());
        let least = self.applied();
        let most = to_come.fold(least, |most, share| most + share.amount);
        let wanted = held.map_or(least, |held| held.clamp(least, most));
        self.room.map_or(wanted, |room| wanted.min(room))
    }
}
