//! Invoices and purchase orders: `/documents` (fact sheet 2.8), and what is ours beside it: cancelling, resetting,
//! receiving.

mod input;
mod line_input;
mod line_row;
mod row;
mod wanted;

use crate::answer::{Gone, Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, GivenBody, Query, RecordId};
use crate::router::path;
use app::{Actor, App, contacts, documents, invoices, purchase_orders};
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::document::DocumentKind;
use row::DocumentRow;
use sync::Engine;

pub(crate) fn routes(engine: Engine) -> Router<App> {
    Router::new()
        .route(path("/documents.json"), get(list).post(create))
        .route(path("/documents/{id}.json"), get(view).put(edit).delete(delete))
        .route(path("/documents/{id}/cancel.json"), post(cancel))
        .route(path("/documents/{id}/reset.json"), post(reset))
        .route(path("/documents/{id}/receive.json"), post(receive))
        .layer(Extension(engine))
}

/// A page of documents with their lines, newest number first.
async fn list(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<DocumentRow>, Problem> {
    let wanted = wanted::wanted(&query)?;
    let listing = documents::list(&app, actor, &wanted.filter, wanted.page).await?;
    let ids: Vec<_> = listing.rows.iter().map(|view| view.contact.id).collect();
    let counts = contacts::document_counts(&app, actor, &ids).await?;
    let documents: Vec<_> = listing.rows.iter().map(|view| view.filed.document.id).collect();
    let mut numbers = engine.remote_numbers(actor.company_id, &documents).await?;
    let listing = listing.map(|view| {
        let number = numbers.remove(&view.filed.document.id);
        DocumentRow::of(&view, actor, counts.of(view.contact.id), number)
    });
    Ok(Rows { listing, compact: wanted.compact })
}

/// One document with its lines, customer and transactions.
async fn view(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<DocumentRow>, Problem> {
    let view = documents::get(&app, actor, id).await?;
    Ok(Viewed(row(&app, &engine, actor, &view).await?))
}

/// A new document. `context_id`, `customer_id`, `issue_date` and `document_items` are required.
async fn create(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<DocumentRow>, Problem> {
    let (kind, input) = input::create(&body.members::<DocumentRow>()?)?;
    let view = match kind {
        DocumentKind::Invoice => app.run(actor, invoices::Create { input }).await?,
        DocumentKind::PurchaseOrder => app.run(actor, purchase_orders::Create { input }).await?,
    };
    Ok(Kept(row(&app, &engine, actor, &view).await?))
}

/// Changes what is given and leaves the rest; given lines take the place of those that were there. The status of a
/// cancelled invoice cancels it, that of a purchase order moves it on; nothing else is changed then.
async fn edit(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<DocumentRow>, Problem> {
    let members = body.members::<DocumentRow>()?;
    let before = documents::get(&app, actor, id).await?.filed;
    let view = match input::edit(&members, &before)? {
        input::Edit::Cancel => app.run(actor, invoices::Cancel { id }).await?,
        input::Edit::MarkAsSent(sent) => app.run(actor, purchase_orders::MarkAsSent { id, sent }).await?,
        input::Edit::ReceiveInFull => app.run(actor, purchase_orders::Receive { id, receipts: None }).await?,
        input::Edit::Values(input) => app.run(actor, documents::Edit { id, input }).await?,
    };
    Ok(Kept(row(&app, &engine, actor, &view).await?))
}

/// Deletes an invoice that has no money on it, or a purchase order that was not sent.
async fn delete(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, documents::Delete { id }).await?;
    Ok(Gone)
}

/// Cancels an invoice that has no money on it. Ours.
async fn cancel(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Kept<DocumentRow>, Problem> {
    let view = app.run(actor, invoices::Cancel { id }).await?;
    Ok(Kept(row(&app, &engine, actor, &view).await?))
}

/// Takes back all payments and refunds of an invoice. Ours.
async fn reset(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Kept<DocumentRow>, Problem> {
    let view = app.run(actor, invoices::Reset { id }).await?;
    Ok(Kept(row(&app, &engine, actor, &view).await?))
}

/// Receives units of a purchase order: those that the body names by line, else all that are outstanding. Ours.
async fn receive(
    State(app): State<App>,
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    GivenBody(body): GivenBody,
) -> Result<Kept<DocumentRow>, Problem> {
    let receipts = match body {
        Some(body) => input::receipts(&body.members::<DocumentRow>()?)?,
        None => None,
    };
    let view = app.run(actor, purchase_orders::Receive { id, receipts }).await?;
    Ok(Kept(row(&app, &engine, actor, &view).await?))
}

/// The row of one document; its customer tells how many documents there are.
async fn row(
    app: &App,
    engine: &Engine,
    actor: Actor,
    view: &documents::View,
) -> Result<DocumentRow, Problem> {
    let counts = contacts::document_counts(app, actor, &[view.contact.id]).await?;
    let id = view.filed.document.id;
    let number = engine.remote_numbers(actor.company_id, &[id]).await?.remove(&id);
    Ok(DocumentRow::of(view, actor, counts.of(view.contact.id), number))
}
