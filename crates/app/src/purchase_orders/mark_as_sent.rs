//! Telling whether the supplier has the order.

use super::{View, find};
use crate::documents::{Filed, change, view};
use crate::{Command, Error, Work};
use domain::Refusals;
use domain::change::Action;
use domain::document::Document;
use uuid::Uuid;

/// Marks a purchase order as sent, or as not sent again as long as nothing of it has come. One that stands so already
/// stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct MarkAsSent {
    /// Which purchase order.
    pub id: Uuid,
    /// Whether the supplier has it.
    pub sent: bool,
}

impl Command for MarkAsSent {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let before = find(work, self.id).await?;
        let (company_id, now) = (work.company_id(), work.now());
        if before.document.sent_at.is_some() == self.sent {
            return view(work.tx(), company_id, before).await;
        }
        if !self.sent {
            check_nothing_came(&before.document)?;
        }
        // What the order says is the same, so its revision stays: QuickBooks is told nothing.
        let document = Document { sent_at: self.sent.then_some(now), ..before.document }.noting_receipt(now);
        let filed = Filed { document, modified_at: now, ..before };
        store::documents::save_progress(work.tx(), company_id, &filed).await?;
        work.changed(change(&filed.document, Action::MarkAsSent));
        view(work.tx(), company_id, filed).await
    }
}

fn check_nothing_came(document: &Document) -> Result<(), Refusals> {
    if document.is_received_in_part() {
        let reason = format!("Some of {} has come; take the receipt back first", document.title());
        return Err(Refusals::one("status_id", "received", reason));
    }
    Ok(())
}
