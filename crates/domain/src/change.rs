//! What the app did to a record: the word that travels from a save to the integrations log.

use uuid::Uuid;

/// Kinds of records of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// A contact that buys.
    Customer,
    /// A contact that may buy one day.
    Prospect,
    /// A contact that sells to the company.
    Supplier,
    /// A category of items.
    Category,
    /// A place that holds stock.
    Location,
    /// Something bought, kept and sold.
    Item,
    /// An invoice.
    Invoice,
    /// An order to a supplier.
    PurchaseOrder,
    /// What is owed for a purchase order that was received in full. Its id is the order's.
    Bill,
    /// Money received for an invoice.
    Payment,
    /// Money given back on an invoice.
    Refund,
    /// The one item in QuickBooks that every line of a document is booked on. Its id is the connection's.
    GenericItem,
}

/// What was done, in the product's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// A new record.
    Create,
    /// A record's values changed.
    Edit,
    /// A record was removed.
    Delete,
    /// Money was received for an invoice.
    ApplyPayment,
    /// Money was given back on an invoice.
    ApplyRefund,
    /// One payment or refund was taken back.
    ReturnPayment,
    /// All payments and refunds of an invoice were taken back.
    Reset,
    /// An invoice was cancelled; it stays in the list.
    Cancel,
    /// A purchase order was marked as sent to its supplier, or as not sent.
    MarkAsSent,
    /// Some of what a purchase order orders has come.
    ReceiveInPart,
    /// All that a purchase order orders has come.
    MarkAsReceivedInFull,
    /// Something the connection itself needs.
    SetUp,
    /// Somebody else changed what QuickBooks holds of the record.
    ChangeThere,
}

/// One record of one company: a kind and an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Record {
    /// Which kind.
    pub kind: RecordKind,
    /// Which one.
    pub id: Uuid,
}

/// What the app did to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub record: Record,
    /// What was done to it.
    pub action: Action,
    /// How a person calls the record, for example "Invoice 1042". Stays readable when the record is gone.
    pub title: String,
}

macro_rules! coded {
    ($kind:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $kind {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name in the database and the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The one with this [`Self::code`].
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.code() == code)
            }

            /// The words for it: the code with blanks.
            pub fn words(self) -> String {
                self.code().replace('_', " ")
            }
        }
    };
}

coded!(RecordKind {
    Customer = "customer",
    Prospect = "prospect",
    Supplier = "supplier",
    Category = "category",
    Location = "location",
    Item = "item",
    Invoice = "invoice",
    PurchaseOrder = "purchase_order",
    Bill = "bill",
    Payment = "payment",
    Refund = "refund",
    GenericItem = "generic_item",
});

coded!(Action {
    Create = "create",
    Edit = "edit",
    Delete = "delete",
    ApplyPayment = "apply_payment",
    ApplyRefund = "apply_refund",
    ReturnPayment = "return_payment",
    Reset = "reset",
    Cancel = "cancel",
    MarkAsSent = "mark_as_sent",
    ReceiveInPart = "receive_in_part",
    MarkAsReceivedInFull = "mark_as_received_in_full",
    SetUp = "set_up",
    ChangeThere = "change_in_quickbooks",
});

impl Record {
    /// A record of `kind` with this id.
    pub const fn new(kind: RecordKind, id: Uuid) -> Self {
        Self { kind, id }
    }
}

impl Change {
    /// `action` done to the record of `kind` that a person calls `title`.
    pub fn new(kind: RecordKind, id: Uuid, action: Action, title: impl Into<String>) -> Self {
        Self { record: Record::new(kind, id), action, title: title.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        assert!(RecordKind::ALL.iter().all(|kind| RecordKind::from_code(kind.code()) == Some(*kind)));
        assert!(Action::ALL.iter().all(|action| Action::from_code(action.code()) == Some(*action)));
        assert_eq!(Action::from_code("explode"), None);
    }

    #[test]
    fn words_have_blanks() {
        assert_eq!(Action::ApplyPayment.words(), "apply payment");
    }
}
