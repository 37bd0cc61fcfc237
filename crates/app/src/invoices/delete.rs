//! Removing an invoice.

use super::{change, check_no_money, find, stock};
use crate::{Command, Error, Work};
use domain::change::Action;
use uuid::Uuid;

/// Removes an invoice that has no money on it (fact sheet 1.3, I6). Its units go back to the stock, unless they did so
/// when it was cancelled.
#[derive(Debug, Clone, Copy)]
pub struct Delete {
    /// Which invoice.
    pub id: Uuid,
}

impl Command for Delete {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let document = find(work, self.id).await?.document;
        check_no_money(work, &document).await?;
        if !document.cancelled {
            stock::follow(work, &document.lines, &[]).await?;
        }
        let company_id = work.company_id();
        store::documents::delete(work.tx(), company_id, self.id).await?;
        work.deleted(document.kind.context(), self.id).await?;
        work.changed(change(&document, Action::Delete));
        Ok(())
    }
}
