//! The question whether another QuickBooks company is meant.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use sync::Engine;
use sync::connection::Connection;

use super::PATH;
use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::id::Id;
use crate::session::SignedIn;

#[derive(Template)]
#[template(path = "quickbooks/switch.html")]
struct SwitchPage {
    chrome: Chrome,
    former: String,
    candidate: String,
    /// The company was connected to it before, with the integration on.
    comes_back: bool,
    address: String,
}

/// Where it is asked about `candidate`.
pub(super) fn address(candidate: &Connection) -> String {
    format!("{PATH}/switch/{}", candidate.id)
}

/// Asks.
pub(super) async fn ask(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
) -> Result<Html<String>, Error> {
    let company_id = signed_in.company_id();
    let candidate = engine.candidate(company_id, id).await?;
    let former = engine.connection(company_id).await?;
    chrome::page(&SwitchPage {
        chrome: Chrome::of(&signed_in, Place::QuickBooks),
        former: former.as_ref().map(called).unwrap_or_default(),
        candidate: called(&candidate),
        comes_back: candidate.enabled_at.is_some(),
        address: address(&candidate),
    })
}

/// It is meant.
pub(super) async fn switch(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
) -> Result<Redirect, Error> {
    engine.switch(signed_in.company_id(), id).await?;
    Ok(Redirect::to(PATH))
}

/// It was a mistake.
pub(super) async fn stay(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
) -> Result<Redirect, Error> {
    engine.stay(signed_in.company_id(), id).await?;
    Ok(Redirect::to(PATH))
}

/// Name and id: several may have one name.
fn called(connection: &Connection) -> String {
    format!("{} ({})", connection.known.company_name, connection.realm.as_str())
}
