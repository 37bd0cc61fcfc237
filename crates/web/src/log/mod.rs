//! The integrations log: what is on its way to QuickBooks, and what became of it.

mod action;
mod badge;
mod choice;
mod entry;
mod list;
mod plan;
mod retry;
mod row;
mod wanted;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// Where the log is.
pub(crate) const PATH: &str = "/settings/integrations/log";

pub(crate) fn routes() -> Router<Site> {
    let routes = Router::new()
        .route("/", get(list::show))
        .route("/{id}", get(entry::show))
        .route("/{id}/plan", get(plan::show))
        .route("/{id}/retry", post(retry::retry))
        .route("/{id}/choose/{choice}", post(choice::choose));
    Router::new().nest(PATH, routes)
}
