//! Money on invoices: payments and refunds.

mod apply;
mod return_one;

pub use apply::Apply;
pub use return_one::ReturnOne;

use crate::Saved;
use domain::Currency;
use domain::change::{Action, Change, RecordKind};
use domain::document::Document;
use domain::transaction::{Transaction, title};

/// The word for either.
const NOUN: &str = "transaction";

/// Money on an invoice, with the currency that the invoice is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The payment or refund.
    pub transaction: Saved<Transaction>,
    /// The currency of its amount.
    pub currency: Currency,
}

/// `action` done to money on `document`, for example "Payment of 50.00 USD on invoice 1042".
pub(crate) fn change(transaction: &Transaction, document: &Document, action: Action) -> Change {
    let kind = if transaction.is_refund() { RecordKind::Refund } else { RecordKind::Payment };
    let (noun, number) = (document.kind.noun(), document.number);
    Change::new(kind, transaction.id, action, title(transaction.amount, document.currency, noun, number))
}
