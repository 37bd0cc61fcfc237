//! `GET /_emulator/session`: a connection, ready for a test client.

use super::body::{done, refuse};
use crate::emulator::Emulator;
use crate::oauth::base_url;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

/// Which company and app; without a word the first of both.
#[derive(Deserialize)]
pub(super) struct Wanted {
    realm_id: Option<String>,
    client_id: Option<String>,
}

/// A fresh access token, and everything else that a client needs.
pub(super) async fn open(
    State(emulator): State<Emulator>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    match emulator.session_of(&base_url(&headers), wanted.realm_id.as_deref(), wanted.client_id.as_deref()) {
        Ok(session) => done(json!(session)),
        Err(error) => refuse(&error.to_string()),
    }
}
