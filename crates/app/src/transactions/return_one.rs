//! Taking one payment or refund back.

use super::{NOUN, change};
use crate::{Command, Error, Work, invoices};
use domain::change::Action;
use domain::transaction::Transaction;
use uuid::Uuid;

/// Takes one payment or refund of an invoice back, as if it had never been (fact sheet 1.3, I5).
#[derive(Debug, Clone, Copy)]
pub struct ReturnOne {
    /// Which payment or refund.
    pub id: Uuid,
}

impl Command for ReturnOne {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let (company_id, now) = (work.company_id(), work.now());
        let document_id = transaction(work, self.id).await?.document_id;
        let filed = invoices::find(work, document_id).await?;
        // Once more, now that the invoice is locked: someone else may have taken it back meanwhile.
        let transaction = transaction(work, self.id).await?;
        Transaction::check_return(transaction.amount, filed.paid, filed.totals.total())?;
        store::transactions::delete(work.tx(), company_id, self.id).await?;
        store::documents::refresh_paid(work.tx(), company_id, document_id, now).await?;
        work.changed(change(&transaction, &filed.document, Action::ReturnPayment));
        Ok(())
    }
}

async fn transaction(work: &mut Work, id: Uuid) -> Result<Transaction, Error> {
    let company_id = work.company_id();
    let found = store::transactions::get(work.tx(), company_id, id).await?;
    found.map(|saved| saved.record).ok_or_else(|| Error::not_found(NOUN, id))
}
