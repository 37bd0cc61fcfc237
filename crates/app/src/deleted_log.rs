//! Which records are gone.

use crate::{Actor, App, Error, Listing, Page};
use jiff::Timestamp;
pub use store::deleted_log::Deletion;

/// The most rows on a page (fact sheet 2.1).
pub const MAX_PAGE: i64 = 200;

/// What was deleted at or after `since`, newest first; of one context or of all.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(
    app: &App,
    actor: Actor,
    context_id: Option<i64>,
    since: Timestamp,
    page: Page,
) -> Result<Listing<Deletion>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    let listed = store::deleted_log::list(&mut tx, actor.company_id, context_id, since, page).await?;
    Listing::of(listed, page)
}
