//! The connection to QuickBooks: its state, and the switches.

mod callback;
mod page;
mod settings;
mod standing;
mod switch;
mod switches;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;
use axum::routing::{get, post};
use std::future::Future;
use sync::Engine;

use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::headers;
use crate::session::SignedIn;
use crate::site::Site;
use page::QuickBooksPage;
pub(crate) use standing::Standing;

/// Where the page is.
pub(crate) const PATH: &str = "/settings/integrations/quickbooks";

pub(crate) fn routes() -> Router<Site> {
    let switches = Router::new()
        .route("/", get(show))
        .route("/callback", get(callback::connected))
        .route("/switch/{id}", get(switch::ask).post(switch::switch))
        .route("/switch/{id}/stay", post(switch::stay))
        .route("/connect", post(switches::connect))
        .route("/enable", post(switches::enable))
        .route("/disable", post(switches::disable))
        .route("/look-for-changes", post(switches::look_for_changes))
        .route("/custom-numbers", post(switches::custom_numbers))
        .merge(settings::routes());
    Router::new().nest(PATH, switches)
}

async fn show(
    State(site): State<Site>,
    State(engine): State<Engine>,
    signed_in: SignedIn,
) -> Result<(HeaderMap, Html<String>), Error> {
    let connection = engine.connection(signed_in.company_id()).await?;
    let standing = Standing::of(connection.as_ref(), site.app.now());
    let chrome = Chrome::of(&signed_in, Place::QuickBooks);
    let usage = match &connection {
        Some(_) => engine.usage(signed_in.company_id()).await?,
        None => Vec::new(),
    };
    let page = QuickBooksPage::new(chrome, standing, connection.as_ref(), usage);
    Ok((headers::of_connecting(), chrome::page(&page)?))
}

/// Does `work` to its end, also when the browser goes away meanwhile: a token that was renewed must be stored.
async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, sync::Error>> + Send + 'static,
) -> Result<T, Error> {
    match tokio::spawn(work).await {
        Ok(outcome) => Ok(outcome?),
        Err(error) => Err(Error::inside(&error)),
    }
}
