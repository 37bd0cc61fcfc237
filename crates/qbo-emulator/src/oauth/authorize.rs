//! The page on which a user lets an app in (fact sheet 1.2).

use super::app::App;
use super::grant::{ACCOUNTING, may_account};
use super::page;
use crate::emulator::Emulator;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use url::Url;

/// Scopes that an app may ask for (fact sheet 1.3).
const SCOPES: [&str; 7] =
    [ACCOUNTING, "com.intuit.quickbooks.payment", "openid", "profile", "email", "phone", "address"];

/// What an app sends a user with.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) response_type: String,
    pub(super) scope: String,
    pub(super) redirect_uri: String,
    pub(super) state: String,
    /// The button that the user pressed, and the company chosen.
    pub(super) decision: String,
    pub(super) realm: String,
}

/// Shows the page.
pub(super) async fn show(State(emulator): State<Emulator>, Query(asked): Query<Asked>) -> Response {
    let world = emulator.world();
    let app = match allowed(world.oauth.apps.find(&asked.client_id), &asked) {
        Ok(app) => app,
        Err(refusal) => return *refusal,
    };
    let companies: Vec<(String, String)> =
        world.companies.iter().map(|(realm, company)| (realm.clone(), company.name())).collect();
    Html(page::consent(&app.name, &asked, &companies)).into_response()
}

/// Takes the decision and sends the user back to the app.
pub(super) async fn decide(State(emulator): State<Emulator>, Form(asked): Form<Asked>) -> Response {
    if let Err(refusal) = allowed(emulator.world().oauth.apps.find(&asked.client_id), &asked) {
        return *refusal;
    }
    if asked.decision != "connect" {
        return back(&asked, &[("error", "access_denied")]);
    }
    let now = emulator.now();
    let mut world = emulator.world();
    let realm = if asked.realm.is_empty() { Some(world.first_realm()) } else { Some(asked.realm.clone()) };
    let Some(realm) = realm.filter(|realm| world.companies.contains_key(realm)) else {
        return problem("There is no such company.");
    };
    let code = world.oauth.code(&asked, &realm, now, emulator.randomness());
    // Who has not asked for the books is not told whose they are.
    let told = [("code", code.as_str()), ("realmId", &realm)];
    back(&asked, if may_account(&asked.scope) { &told } else { &told[..1] })
}

/// The app that asks.
///
/// # Errors
/// What is wrong with the request: told to the user while the app is not sure, else to the app.
fn allowed<'a>(app: Option<&'a App>, asked: &Asked) -> Result<&'a App, Box<Response>> {
    let Some(app) = app else {
        return Err(Box::new(problem("The client_id is not that of a known app.")));
    };
    if !app.may_call_back(&asked.redirect_uri) {
        return Err(Box::new(problem(
            "The redirect_uri must be one that the app is registered with; for the built-in app an http address on \
             this machine, such as http://localhost:8080/callback.",
        )));
    }
    if asked.response_type != "code" {
        return Err(Box::new(back(asked, &[("error", "unsupported_response_type")])));
    }
    let mut scopes = asked.scope.split_whitespace().peekable();
    if scopes.peek().is_none() || scopes.any(|scope| !SCOPES.contains(&scope)) {
        return Err(Box::new(back(asked, &[("error", "invalid_scope")])));
    }
    Ok(app)
}

fn problem(text: &str) -> Response {
    (StatusCode::BAD_REQUEST, Html(page::problem(text))).into_response()
}

/// 303 to the app, with its state as it was sent.
fn back(asked: &Asked, parameters: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(&asked.redirect_uri) else {
        return problem("The redirect_uri is no address.");
    };
    {
        let mut query = url.query_pairs_mut();
        for (name, value) in parameters {
            query.append_pair(name, value);
        }
        if !asked.state.is_empty() {
            query.append_pair("state", &asked.state);
        }
    }
    match HeaderValue::from_str(url.as_str()) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => problem("The redirect_uri is no address."),
    }
}
