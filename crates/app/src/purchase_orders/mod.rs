//! Purchase orders: what is ordered from suppliers. Sent ones count as incoming; what is received adds to the stock.
//!
//! They are edited, deleted and looked at as all documents are ([`crate::documents`]); here is what only they can do.
//! QuickBooks is told when one is received in full, or no longer is: that it was sent, or received in part, is noted in
//! the history and nowhere else (fact sheet 1.1).

mod create;
mod mark_as_sent;
mod receive;

pub use crate::documents::{Delete, Edit, Input, View};
pub use create::Create;
pub use mark_as_sent::MarkAsSent;
pub use receive::{Receipt, Receive};

use crate::documents::Filed;
use crate::{Error, Work, documents};
use domain::Refusals;
use domain::document::{Document, DocumentKind};
use uuid::Uuid;

/// The purchase order of the work's company; nobody else changes it while this work lasts.
async fn find(work: &mut Work, id: Uuid) -> Result<Filed, Error> {
    documents::find(work, DocumentKind::PurchaseOrder, id).await
}

/// Refuses to delete a purchase order that the supplier knows of (fact sheet 1.4, P6).
pub(crate) fn check_not_sent(document: &Document) -> Result<(), Refusals> {
    if document.sent_at.is_none() {
        return Ok(());
    }
    let reason = format!("{} was sent; mark it as not sent first", document.title());
    Err(Refusals::one("status_id", "sent", reason))
}
