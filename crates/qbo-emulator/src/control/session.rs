//! `GET /_emulator/session`: a connection, ready for a test client.

use crate::emulator::{Emulator, Session};
use crate::oauth::base_url;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;

/// A fresh access token of the built-in app, and everything else that a client needs.
pub(super) async fn open(State(emulator): State<Emulator>, headers: HeaderMap) -> Json<Session> {
    Json(emulator.session(&base_url(&headers)))
}
