//! Invoices: what customers are billed for.
//!
//! [`Create`] shows the whole way of a save: the input becomes a checked draft (`draft`), the draft a document with
//! its totals, its units leave the stock (`stock`), and the change is noted. The other commands are parts of it.

mod cancel;
mod create;
mod delete;
mod draft;
mod edit;
mod input;
mod lines;
mod queries;
mod reset;
mod stock;
mod view;

pub use cancel::Cancel;
pub use create::Create;
pub use delete::Delete;
pub use edit::Edit;
pub use input::{Input, LineInput, LineInputKind};
pub use queries::{MAX_PAGE, get, list};
pub use reset::Reset;
pub use store::documents::{DocumentFilter, Filed};
pub use view::View;

use crate::{Error, Work};
use domain::Refusals;
use domain::change::{Action, Change, RecordKind};
use domain::document::Document;
use uuid::Uuid;

/// The word for it.
pub(crate) const NOUN: &str = "invoice";

/// The invoice of the work's company; nobody else changes it while this work lasts.
pub(crate) async fn find(work: &mut Work, id: Uuid) -> Result<Filed, Error> {
    let company_id = work.company_id();
    let filed = store::documents::get_locked(work.tx(), company_id, id).await?;
    filed.ok_or_else(|| Error::not_found(NOUN, id))
}

/// `action` done to `document`.
fn change(document: &Document, action: Action) -> Change {
    Change::new(RecordKind::Invoice, document.id, action, document.title())
}

/// Refuses to cancel or delete an invoice while money is on it (fact sheet 1.3, I6).
async fn check_no_money(work: &mut Work, document: &Document) -> Result<(), Error> {
    let company_id = work.company_id();
    if store::transactions::of_document(work.tx(), company_id, document.id).await?.is_empty() {
        return Ok(());
    }
    let reason = format!("{} has payments; return the payments first: reset the invoice", document.title());
    Err(Refusals::one("transactions", "inUse", reason).into())
}
