//! A payment or refund as clients see it.

use crate::answer::{Day, Moment, Number, Resource};
use app::Saved;
use domain::Currency;
use domain::transaction::Transaction;
use serde::Serialize;
use uuid::Uuid;

/// A transaction (fact sheet 2.9).
#[derive(Debug, Serialize)]
pub(crate) struct TransactionRow {
    id: Uuid,
    account_id: Uuid,
    document_id: Uuid,
    amount: Number,
    reference: String,
    transaction_date: Day,
    created: Moment,
    modified: Moment,
}

impl Resource for TransactionRow {
    const SINGULAR: &'static str = "transaction";
    const PLURAL: &'static str = "transactions";
}

impl TransactionRow {
    /// The row of money on a document in this currency, in the books of this company.
    pub(crate) fn of(saved: &Saved<Transaction>, currency: Currency, company_id: Uuid) -> Self {
        Self {
            id: saved.id,
            account_id: company_id,
            document_id: saved.document_id,
            amount: Number::money(saved.amount, currency),
            reference: saved.reference.clone(),
            transaction_date: Day(saved.date),
            created: Moment(saved.created_at),
            modified: Moment(saved.modified_at),
        }
    }
}
