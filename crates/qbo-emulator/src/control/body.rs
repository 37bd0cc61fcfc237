//! Bodies of control requests.

use axum::Json;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a JSON body; an empty one counts as `{}`.
///
/// # Errors
/// The 400 that says what does not fit.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Box<Response>> {
    let body: &[u8] = if body.trim_ascii().is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| Box::new(refuse(&error.to_string())))
}

/// 400 with a reason.
pub(super) fn refuse(reason: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": reason }))).into_response()
}

/// 200 with a body.
pub(super) fn done(body: Value) -> Response {
    Json(body).into_response()
}
