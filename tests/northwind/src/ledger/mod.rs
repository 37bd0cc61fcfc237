//! The same books in one shape, whoever keeps them: records by kind and name, each with its fields as text.

mod amount;
mod books;
mod remote;
mod source;

use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Customer,
    Supplier,
    Product,
    Invoice,
    /// Money that came; its name is its reference.
    Payment,
    /// Money that went back; its name is its reference.
    Refund,
    /// How a payment or refund is booked.
    Booking,
    /// What is left on an account, or open with a contact.
    Balance,
    PurchaseOrder,
    /// What a supplier charges; its name is the number of the order.
    Bill,
}

/// The status of a purchase order of which nothing is expected any more.
const CLOSED: &str = "Closed";

/// The accounts that money moves on, in QuickBooks' words.
const RECEIVABLE: &str = "AccountsReceivable";
const PAYABLE: &str = "AccountsPayable";
const UNDEPOSITED: &str = "UndepositedFunds";
const TAX: &str = "GlobalTaxPayable";
const BANK: &str = "Checking";

/// The fields of a record, by name.
pub(crate) type Record = BTreeMap<&'static str, String>;

/// The books of one side.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    records: BTreeMap<Kind, BTreeMap<String, Record>>,
    pub(crate) invoiced: Decimal,
    pub(crate) taxed: Decimal,
    pub(crate) taxed_on_bills: Decimal,
    pub(crate) paid: Decimal,
    pub(crate) refunded: Decimal,
    pub(crate) receivable: Decimal,
    pub(crate) ordered: Decimal,
    pub(crate) payable: Decimal,
}

impl Ledger {
    /// Adds a record. A second one of the same name keeps a place of its own, so that it is seen.
    pub(crate) fn put(&mut self, kind: Kind, name: impl Into<String>, record: Record) {
        let (records, mut name) = (self.records.entry(kind).or_default(), name.into());
        while records.contains_key(&name) {
            name.push_str(" (again)");
        }
        records.insert(name, record);
    }

    /// The records of a kind, by name.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = (&String, &Record)> {
        self.records.get(&kind).into_iter().flatten()
    }

    /// A record by its name.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> Option<&Record> {
        self.records.get(&kind)?.get(name)
    }

    /// How many records of a kind there are.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.of(kind).count()
    }
}

/// The text of a JSON value that is one.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Customer => "customer",
            Self::Supplier => "supplier",
            Self::Product => "product",
            Self::Invoice => "invoice",
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Booking => "booking of",
            Self::Balance => "balance",
            Self::PurchaseOrder => "purchase order",
            Self::Bill => "bill for purchase order",
        })
    }
}
