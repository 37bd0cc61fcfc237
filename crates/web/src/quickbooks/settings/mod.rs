//! The settings of the connection.

mod entered;
mod page;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use sync::Engine;

use super::{PATH, to_the_end};
use crate::chrome::{self, Chrome, Place};
use crate::entered::Entered;
use crate::error_page::Error;
use crate::session::SignedIn;
use crate::site::Site;
use entered::Wanted;
use page::SettingsPage;

/// Bytes of the form, at most: a hundred rows of each of its two lists.
const MAX_FORM_BYTES: usize = 64 * 1024;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/settings", get(show).post(save))
        .route("/settings/read-again", post(read_again))
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
}

async fn show(State(engine): State<Engine>, signed_in: SignedIn) -> Result<Html<String>, Error> {
    let view = engine.settings(signed_in.company_id()).await?;
    chrome::page(&SettingsPage::new(Chrome::of(&signed_in, Place::QuickBooks), view, Vec::new()))
}

/// Keeps what was entered, or shows it again with what is wrong with it.
async fn save(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Entered(fields): Entered<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let wanted = Wanted::of(fields);
    let company_id = signed_in.company_id();
    let problems = match wanted.problems() {
        [] => match engine.change_settings(company_id, |settings| wanted.applied_to(settings)).await {
            Ok(_) => return Ok(Redirect::to(&format!("{PATH}/settings")).into_response()),
            Err(sync::Error::SettingsRefused(refusals)) => refusals.iter().map(page::told).collect(),
            Err(other) => return Err(other.into()),
        },
        problems => problems.to_vec(),
    };
    let mut view = engine.settings(company_id).await?;
    view.connection.settings = wanted.applied_to(view.connection.settings);
    let page = SettingsPage::new(Chrome::of(&signed_in, Place::QuickBooks), view, problems);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, chrome::page(&page)?).into_response())
}

/// Reads again what QuickBooks offers.
async fn read_again(State(engine): State<Engine>, signed_in: SignedIn) -> Result<Redirect, Error> {
    let company_id = signed_in.company_id();
    to_the_end(async move { engine.read_again(company_id).await }).await?;
    Ok(Redirect::to(&format!("{PATH}/settings")))
}
