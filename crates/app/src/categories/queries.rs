//! Looking at categories.

use super::NOUN;
use crate::{Actor, App, Counts, Error, Listing, Page, Saved};
use domain::category::Category;
use uuid::Uuid;

/// The most categories on a page.
pub const MAX_PAGE: i64 = 200;

/// One category.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: Actor, id: Uuid) -> Result<Saved<Category>, Error> {
    let mut tx = app.begin_read().await?;
    let category = store::categories::get(&mut tx, actor.company_id, id).await?;
    category.ok_or_else(|| Error::not_found(NOUN, id))
}

/// A page of the categories, by weight.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(app: &App, actor: Actor, page: Page) -> Result<Listing<Saved<Category>>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    Listing::of(store::categories::list(&mut tx, actor.company_id, page).await?, page)
}

/// How many items these categories have.
///
/// # Errors
/// [`Error::Database`].
pub async fn item_counts(app: &App, actor: Actor, ids: &[Uuid]) -> Result<Counts, Error> {
    let mut tx = app.begin_read().await?;
    Ok(store::categories::item_counts(&mut tx, actor.company_id, ids).await?.into())
}
