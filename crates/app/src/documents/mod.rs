//! Documents: invoices and purchase orders, in what they have in common.
//!
//! A save goes the same way for all: the input becomes a checked draft (`draft`), the draft a document with its totals
//! (`create`, `edit`), the stock follows its lines (`stock`), and the change is noted. What only one kind can do is in
//! [`crate::invoices`] and [`crate::purchase_orders`].

mod create;
mod delete;
mod draft;
mod edit;
mod input;
mod lines;
mod queries;
pub(crate) mod stock;
mod view;

pub(crate) use create::create;
pub use delete::Delete;
pub use edit::Edit;
pub use input::{Input, LineInput, LineInputKind};
pub use queries::{MAX_PAGE, get, list};
pub use store::documents::{DocumentFilter, Filed};
pub use view::View;
pub(crate) use view::view;

use crate::{Error, Work};
use domain::change::{Action, Change};
use domain::document::{Document, DocumentKind};
use uuid::Uuid;

/// The word for any of them, where the kind isn't known.
const NOUN: &str = "document";

/// The document of this kind in the work's company; nobody else changes it while this work lasts.
///
/// # Errors
/// [`Error::NotFound`], also when it is of another kind.
pub(crate) async fn find(work: &mut Work, kind: DocumentKind, id: Uuid) -> Result<Filed, Error> {
    match find_any(work, id).await {
        Ok(filed) if filed.document.kind == kind => Ok(filed),
        Ok(_) | Err(Error::NotFound { .. }) => Err(Error::not_found(kind.noun(), id)),
        Err(error) => Err(error),
    }
}

/// As [`find`], of whichever kind.
async fn find_any(work: &mut Work, id: Uuid) -> Result<Filed, Error> {
    let company_id = work.company_id();
    let filed = store::documents::get_locked(work.tx(), company_id, id).await?;
    filed.ok_or_else(|| Error::not_found(NOUN, id))
}

/// `action` done to `document`.
pub(crate) fn change(document: &Document, action: Action) -> Change {
    Change::new(document.kind.record_kind(), document.id, action, document.title())
}
