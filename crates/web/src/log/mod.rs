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
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::error_page::Error;
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

/// The id in an address. What is none is the id of no entry.
struct EntryId(Uuid);

impl<S: Send + Sync> FromRequestParts<S> for EntryId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(_) => Err(Error::NoSuchPage),
        }
    }
}
