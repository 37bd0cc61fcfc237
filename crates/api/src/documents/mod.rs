//! Invoices: `/documents` (fact sheet 2.8), and what is ours beside it: cancelling and resetting.

mod input;
mod line_input;
mod line_row;
mod row;
mod wanted;

use crate::answer::{Gone, Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, Query, RecordId};
use crate::router::path;
use app::{Actor, App, contacts, invoices};
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use row::DocumentRow;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/documents.json"), get(list).post(create))
        .route(path("/documents/{id}.json"), get(view).put(edit).delete(delete))
        .route(path("/documents/{id}/cancel.json"), post(cancel))
        .route(path("/documents/{id}/reset.json"), post(reset))
}

/// A page of documents with their lines, newest number first.
async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<DocumentRow>, Problem> {
    let wanted = wanted::wanted(&query)?;
    let listing = invoices::list(&app, actor, &wanted.filter, wanted.page).await?;
    let ids: Vec<_> = listing.rows.iter().map(|view| view.contact.id).collect();
    let counts = contacts::document_counts(&app, actor, &ids).await?;
    let listing = listing.map(|view| DocumentRow::of(&view, actor, counts.of(view.contact.id)));
    Ok(Rows { listing, compact: wanted.compact })
}

/// One document with its lines, customer and transactions.
async fn view(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<DocumentRow>, Problem> {
    let view = invoices::get(&app, actor, id).await?;
    Ok(Viewed(row(&app, actor, &view).await?))
}

/// A new document. `context_id`, `customer_id`, `issue_date` and `document_items` are required.
async fn create(
    State(app): State<App>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<DocumentRow>, Problem> {
    let input = input::create(&body.members::<DocumentRow>()?)?;
    let view = app.run(actor, invoices::Create { input }).await?;
    Ok(Kept(row(&app, actor, &view).await?))
}

/// Changes what is given and leaves the rest; given lines take the place of those that were there. The status of a
/// cancelled document cancels it, and nothing else is changed then.
async fn edit(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<DocumentRow>, Problem> {
    let view = match input::edit(&body.members::<DocumentRow>()?)? {
        input::Edit::Cancel => app.run(actor, invoices::Cancel { id }).await?,
        input::Edit::Values(input) => app.run(actor, invoices::Edit { id, input }).await?,
    };
    Ok(Kept(row(&app, actor, &view).await?))
}

/// Deletes a document that has no money on it.
async fn delete(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, invoices::Delete { id }).await?;
    Ok(Gone)
}

/// Cancels a document that has no money on it. Ours.
async fn cancel(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Kept<DocumentRow>, Problem> {
    let view = app.run(actor, invoices::Cancel { id }).await?;
    Ok(Kept(row(&app, actor, &view).await?))
}

/// Takes back all payments and refunds of a document. Ours.
async fn reset(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Kept<DocumentRow>, Problem> {
    let view = app.run(actor, invoices::Reset { id }).await?;
    Ok(Kept(row(&app, actor, &view).await?))
}

/// The row of one document; its customer tells how many documents there are.
async fn row(app: &App, actor: Actor, view: &invoices::View) -> Result<DocumentRow, Problem> {
    let counts = contacts::document_counts(app, actor, &[view.contact.id]).await?;
    Ok(DocumentRow::of(view, actor, counts.of(view.contact.id)))
}
