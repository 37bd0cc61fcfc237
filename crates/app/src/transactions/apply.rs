//! Money received for an invoice, or given back.

use super::{View, change};
use crate::{Command, Error, Saved, Work};
use domain::change::Action;
use domain::document::DocumentKind;
use domain::transaction::Transaction;
use domain::{Money, Refusals};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::documents::Filed;
use uuid::Uuid;

/// Applies a payment (positive) or a refund (negative) to an invoice.
#[derive(Debug, Clone)]
pub struct Apply {
    /// The invoice.
    pub document_id: Uuid,
    /// How much, in major units of the invoice's currency; rounded to its decimals.
    pub amount: Decimal,
    /// The day it is booked on.
    pub date: Date,
    /// Free text such as "Cash".
    pub reference: String,
}

impl Command for Apply {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let (company_id, user_id, now) = (work.company_id(), work.actor().user_id, work.now());
        let filed = invoice(work, self.document_id).await?;
        let (document, currency) = (&filed.document, filed.document.currency);
        let amount = Money::rounded(self.amount, currency)
            .map_err(|error| Refusals::one("amount", "range", error.to_string()))?;
        Transaction::check_amount(amount, filed.due(), filed.paid, currency)?;
        let transaction = Transaction {
            id: work.next_id(),
            document_id: self.document_id,
            amount,
            date: self.date,
            reference: Transaction::check_reference(&self.reference)?,
            revision: 1,
        };
        store::transactions::insert(work.tx(), company_id, &transaction, user_id, now).await?;
        store::documents::refresh_paid(work.tx(), company_id, self.document_id, now).await?;
        let action = if transaction.is_refund() { Action::ApplyRefund } else { Action::ApplyPayment };
        work.changed(change(&transaction, document, action));
        let transaction = Saved { record: transaction, created_at: now, modified_at: now };
        Ok(View { transaction, currency })
    }
}

/// The invoice that the money is for. It is locked: two payments at once could otherwise both take what is due.
async fn invoice(work: &mut Work, id: Uuid) -> Result<Filed, Error> {
    let company_id = work.company_id();
    let found = store::documents::get_locked(work.tx(), company_id, id).await?;
    let Some(filed) = found.filter(|filed| filed.document.kind == DocumentKind::Invoice) else {
        return Err(
            Refusals::one("document_id", "exists", format!("There is no invoice with the id {id}")).into()
        );
    };
    if filed.document.cancelled {
        let reason = format!("{} is cancelled; no money can be applied to it", filed.document.title());
        return Err(Refusals::one("document_id", "cancelled", reason).into());
    }
    Ok(filed)
}
