//! Cancelling an invoice.

use super::{View, check_no_money, find};
use crate::documents::{Filed, change, stock, view};
use crate::{Command, Error, Work};
use domain::change::Action;
use domain::document::Document;
use uuid::Uuid;

/// Cancels an invoice that has no money on it: its units go back to the stock, and it stays in the list
/// (fact sheet 1.3, I6 and I7). One that is cancelled stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct Cancel {
    /// Which invoice.
    pub id: Uuid,
}

impl Command for Cancel {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let before = find(work, self.id).await?;
        let (company_id, now) = (work.company_id(), work.now());
        if before.document.cancelled {
            return view(work.tx(), company_id, before).await;
        }
        check_no_money(work, &before.document).await?;
        stock::follow(work, before.document.kind, &before.document.lines, &[]).await?;
        store::documents::set_cancelled(work.tx(), company_id, self.id, true, now).await?;
        let revision = before.document.revision + 1;
        let document = Document { cancelled: true, revision, ..before.document };
        let filed = Filed { document, modified_at: now, ..before };
        work.changed(change(&filed.document, Action::Cancel));
        view(work.tx(), company_id, filed).await
    }
}
