//! All routes.

use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use std::sync::Arc;
use sync::Engine;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::error_page::{Error, tell_failures};
use crate::site::{Options, Site};
use crate::{assets, headers, help, log, quickbooks, sign_in};

/// Bytes of a form, at most: an address, a password and where to go on.
const MAX_FORM_BYTES: usize = 16 * 1024;

/// The pages. It also answers every path that no other router of the program knows.
pub fn router(app: App, engine: Engine, options: Options) -> Router {
    let site = Site { app: app.clone(), engine, options, damper: Arc::default() };
    Router::new()
        .route("/", get(|| async { Redirect::to(log::PATH) }))
        .merge(sign_in::routes())
        .merge(quickbooks::routes())
        .merge(log::routes())
        .merge(help::routes())
        .merge(assets::routes())
        .fallback(|| async { Error::NoSuchPage })
        .method_not_allowed_fallback(|| async { Error::Method })
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(CsrfLayer::new().with_rejection_response(|_: ProtectionError| Error::Foreign.into_response()))
        .layer(from_fn_with_state(app, tell_failures))
        .layer(map_response(headers::protect))
        .with_state(site)
}
