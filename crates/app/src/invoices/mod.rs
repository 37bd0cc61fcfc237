//! Invoices: what customers are billed for. They take stock when they are saved.
//!
//! They are edited, deleted and looked at as all documents are ([`crate::documents`]); here is what only they can do.

mod cancel;
mod create;
mod reset;

pub use crate::documents::{
    Delete, DocumentFilter, Edit, Filed, Input, LineInput, LineInputKind, MAX_PAGE, View, get, list,
};
pub use cancel::Cancel;
pub use create::Create;
pub use reset::Reset;

use crate::{Error, Work, documents};
use domain::Refusals;
use domain::document::{Document, DocumentKind};
use uuid::Uuid;

/// The invoice of the work's company; nobody else changes it while this work lasts.
pub(crate) async fn find(work: &mut Work, id: Uuid) -> Result<Filed, Error> {
    documents::find(work, DocumentKind::Invoice, id).await
}

/// Refuses to cancel or delete an invoice while money is on it (fact sheet 1.3, I6).
pub(crate) async fn check_no_money(work: &mut Work, document: &Document) -> Result<(), Error> {
    let company_id = work.company_id();
    if store::transactions::of_document(work.tx(), company_id, document.id).await?.is_empty() {
        return Ok(());
    }
    let reason = format!("{} has payments; return the payments first: reset the invoice", document.title());
    Err(Refusals::one("transactions", "inUse", reason).into())
}
