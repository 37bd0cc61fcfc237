//! Customers, prospects and suppliers: `/customers` (fact sheet 2.2).

mod input;
mod row;

pub(crate) use row::CustomerRow;

use crate::answer::{Gone, Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, Query, RecordId};
use crate::router::path;
use app::{App, contacts};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::contact::Contact;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/customers.json"), get(list).post(create))
        .route(path("/customers/{id}.json"), get(view).put(edit).delete(delete))
}

/// A page of contacts, of one context or of all.
async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<CustomerRow>, Problem> {
    let wanted = input::wanted(&query)?;
    let listing = contacts::list(&app, actor, &wanted.filter, wanted.page).await?;
    let ids: Vec<_> = listing.rows.iter().map(|contact| contact.id).collect();
    let counts = contacts::document_counts(&app, actor, &ids).await?;
    let listing = listing.map(|contact| CustomerRow::of(&contact, counts.of(contact.id)));
    Ok(Rows { listing, compact: wanted.compact })
}

/// One contact.
async fn view(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<CustomerRow>, Problem> {
    let contact = contacts::get(&app, actor, id).await?;
    let counts = contacts::document_counts(&app, actor, &[id]).await?;
    Ok(Viewed(CustomerRow::of(&contact, counts.of(id))))
}

/// A new contact. `context_id` and `name` are required.
async fn create(
    State(app): State<App>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<CustomerRow>, Problem> {
    let details = input::details(&body.members::<CustomerRow>()?)?;
    let contact = app.run(actor, contacts::Create { details }).await?;
    Ok(Kept(CustomerRow::of(&contact, 0)))
}

/// Changes what is given and leaves the rest.
async fn edit(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<CustomerRow>, Problem> {
    let members = body.members::<CustomerRow>()?;
    let edit = |contact: &mut Contact| input::edit(&members, contact);
    let contact = app.run(actor, contacts::Edit { id, edit }).await?;
    let counts = contacts::document_counts(&app, actor, &[id]).await?;
    Ok(Kept(CustomerRow::of(&contact, counts.of(id))))
}

/// Deletes a contact that has no documents.
async fn delete(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, contacts::Delete { id }).await?;
    Ok(Gone)
}
