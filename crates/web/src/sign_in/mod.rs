//! Signing in and out.

mod damper;
mod destination;
mod page;

use app::{App, auth};
use axum::Router;
use axum::extract::{FromRequestParts, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderMap, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use secrecy::SecretString;
use serde::Deserialize;

use crate::chrome;
use crate::entered::Entered;
use crate::error_page::Error;
use crate::session::{Cookie, SignedIn};
use crate::site::Site;
pub(crate) use damper::Damper;
use destination::Destination;
pub(crate) use destination::address;
use page::SignInPage;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route(destination::PATH, get(show).post(sign_in)).route("/sign-out", post(sign_out))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    to: Destination,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    to: Destination,
}

/// The form; whoever is signed in already goes on.
async fn show(State(site): State<Site>, request: Request) -> Result<Response, Error> {
    let (mut parts, _) = request.into_parts();
    let asked = Query::<Asked>::from_request_parts(&mut parts, &site).await;
    let to = asked.map(|Query(asked)| asked.to).unwrap_or_default();
    if SignedIn::find(&parts, &site).await?.is_some() {
        return Ok(Redirect::to(to.as_str()).into_response());
    }
    Ok(chrome::page(&SignInPage::new("", &to, None))?.into_response())
}

async fn sign_in(State(site): State<Site>, Entered(entry): Entered<Entry>) -> Result<Response, Error> {
    if let Some(until) = site.damper.closed_until(&entry.email, site.app.now()) {
        let page = SignInPage::new(&entry.email, &entry.to, Some(page::too_often(until)));
        return Ok((StatusCode::TOO_MANY_REQUESTS, chrome::page(&page)?).into_response());
    }
    let _turn = site.damper.turn().await;
    match auth::sign_in(&site.app, &entry.email, entry.password).await {
        Ok((token, _)) => {
            site.damper.succeeded(&entry.email);
            let cookie = Cookie::of(site.options).set(&token).map_err(|error| Error::inside(&error))?;
            Ok(([(SET_COOKIE, cookie)], Redirect::to(entry.to.as_str())).into_response())
        }
        Err(app::Error::SignIn) => {
            site.damper.failed(&entry.email, site.app.now());
            let page = SignInPage::new(&entry.email, &entry.to, Some(page::wrong()));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, chrome::page(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn sign_out(
    State(app): State<App>,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let cookie = Cookie::of(site.options);
    if let Some(token) = cookie.token(&headers) {
        auth::sign_out(&app, &token).await?;
    }
    let clear = cookie.clear().map_err(|error| Error::inside(&error))?;
    Ok(([(SET_COOKIE, clear)], Redirect::to(destination::PATH)).into_response())
}
