//! Payments and refunds: `/transactions` (fact sheet 2.9). A refund is a negative amount, and one payment is returned
//! by deleting it; both are ours.

mod input;
mod row;

pub(crate) use row::TransactionRow;

use crate::answer::{Gone, Kept, Problem};
use crate::request::{Body, Caller, RecordId};
use crate::router::path;
use app::{App, transactions};
use axum::Router;
use axum::extract::State;
use axum::routing::{delete, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/transactions.json"), post(apply))
        .route(path("/transactions/{id}.json"), delete(return_one))
}

/// Applies a payment, or a refund when the amount is negative. All but `reference` is required.
async fn apply(
    State(app): State<App>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<TransactionRow>, Problem> {
    let apply = input::apply(&body.members::<TransactionRow>()?)?;
    let view = app.run(actor, apply).await?;
    Ok(Kept(TransactionRow::of(&view.transaction, view.currency, actor.company_id)))
}

/// Takes one payment or refund back.
async fn return_one(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, transactions::ReturnOne { id }).await?;
    Ok(Gone)
}
