//! Looking at documents.

use super::view::{View, view, views};
use super::{DocumentFilter, NOUN};
use crate::{Actor, App, Error, Listing, Page};
use uuid::Uuid;

/// The most documents on a page (fact sheet 2.8).
pub const MAX_PAGE: i64 = 200;

/// One document.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: Actor, id: Uuid) -> Result<View, Error> {
    let mut tx = app.begin_read().await?;
    let filed = store::documents::get(&mut tx, actor.company_id, id).await?;
    view(&mut tx, actor.company_id, filed.ok_or_else(|| Error::not_found(NOUN, id))?).await
}

/// A page of the documents that `filter` lets pass, newest number first.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(
    app: &App,
    actor: Actor,
    filter: &DocumentFilter,
    page: Page,
) -> Result<Listing<View>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    let listed = store::documents::list(&mut tx, actor.company_id, filter, page).await?;
    let Listing { rows, count, page, pages } = Listing::of(listed, page)?;
    let rows = views(&mut tx, actor.company_id, rows).await?;
    Ok(Listing { rows, count, page, pages })
}
