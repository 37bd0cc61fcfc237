//! Looking at locations.

use super::NOUN;
use crate::{Actor, App, Counts, Error, Listing, Page, Saved};
use domain::location::Location;
use uuid::Uuid;

/// The most locations on a page.
pub const MAX_PAGE: i64 = 200;

/// One location.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: Actor, id: Uuid) -> Result<Saved<Location>, Error> {
    let mut tx = app.begin_read().await?;
    let location = store::locations::get(&mut tx, actor.company_id, id).await?;
    location.ok_or_else(|| Error::not_found(NOUN, id))
}

/// A page of the locations, oldest first.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(app: &App, actor: Actor, page: Page) -> Result<Listing<Saved<Location>>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    Listing::of(store::locations::list(&mut tx, actor.company_id, page).await?, page)
}

/// How many items lie at these locations.
///
/// # Errors
/// [`Error::Database`].
pub async fn item_counts(app: &App, actor: Actor, ids: &[Uuid]) -> Result<Counts, Error> {
    let mut tx = app.begin_read().await?;
    Ok(store::locations::item_counts(&mut tx, actor.company_id, ids).await?.into())
}
