//! Removing a document.

use super::{change, find_any, stock};
use crate::{Command, Error, Work, invoices, purchase_orders};
use domain::change::Action;
use domain::document::DocumentKind;
use uuid::Uuid;

/// Removes an invoice that has no money on it (fact sheet 1.3, I6), or a purchase order that was not sent (fact sheet
/// 1.4, P6). The units of an invoice go back to the stock, unless they did so when it was cancelled.
#[derive(Debug, Clone, Copy)]
pub struct Delete {
    /// Which document.
    pub id: Uuid,
}

impl Command for Delete {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let document = find_any(work, self.id).await?.document;
        match document.kind {
            DocumentKind::Invoice => invoices::check_no_money(work, &document).await?,
            DocumentKind::PurchaseOrder => purchase_orders::check_not_sent(&document)?,
        }
        if !document.cancelled {
            stock::follow(work, document.kind, &document.lines, &[]).await?;
        }
        let company_id = work.company_id();
        store::documents::delete(work.tx(), company_id, self.id).await?;
        work.deleted(document.kind.context(), self.id).await?;
        work.changed(change(&document, Action::Delete));
        Ok(())
    }
}
