//! Looking at contacts.

use super::{ContactFilter, NOUN};
use crate::{Actor, App, Counts, Error, Listing, Page, Saved};
use domain::contact::Contact;
use uuid::Uuid;

/// The most contacts on a page (fact sheet 2.1).
pub const MAX_PAGE: i64 = 200;

/// One contact.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: Actor, id: Uuid) -> Result<Saved<Contact>, Error> {
    let mut tx = app.begin_read().await?;
    let contact = store::contacts::get(&mut tx, actor.company_id, id).await?;
    contact.ok_or_else(|| Error::not_found(NOUN, id))
}

/// A page of the contacts that `filter` lets pass, by number.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(
    app: &App,
    actor: Actor,
    filter: &ContactFilter,
    page: Page,
) -> Result<Listing<Saved<Contact>>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    let listed = store::contacts::list(&mut tx, actor.company_id, filter, page).await?;
    Listing::of(listed, page)
}

/// How many documents these contacts have.
///
/// # Errors
/// [`Error::Database`].
pub async fn document_counts(app: &App, actor: Actor, ids: &[Uuid]) -> Result<Counts, Error> {
    let mut tx = app.begin_read().await?;
    Ok(store::contacts::document_counts(&mut tx, actor.company_id, ids).await?.into())
}
