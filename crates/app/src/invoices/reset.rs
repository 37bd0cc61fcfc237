//! Taking back all money of an invoice.

use super::{View, find};
use crate::documents::{Filed, view};
use crate::transactions::change;
use crate::{Command, Error, Work};
use domain::change::Action;
use uuid::Uuid;

/// Takes back all payments and refunds of an invoice in one go (fact sheet 1.3, I5). Lines and stock stay.
///
/// Each of them is told as a change of its own; the invoice itself hasn't changed.
#[derive(Debug, Clone, Copy)]
pub struct Reset {
    /// Which invoice.
    pub id: Uuid,
}

impl Command for Reset {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let filed = find(work, self.id).await?;
        let (company_id, now) = (work.company_id(), work.now());
        let transactions = store::transactions::of_document(work.tx(), company_id, self.id).await?;
        if transactions.is_empty() {
            return view(work.tx(), company_id, filed).await;
        }
        for transaction in &transactions {
            store::transactions::delete(work.tx(), company_id, transaction.id).await?;
            work.changed(change(transaction, &filed.document, Action::Reset));
        }
        let paid = store::documents::refresh_paid(work.tx(), company_id, self.id, now).await?;
        view(work.tx(), company_id, Filed { paid, modified_at: now, ..filed }).await
    }
}
