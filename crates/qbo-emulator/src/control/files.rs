//! `/_emulator/files/…`: where the links to files of attachments lead.

use crate::books::Id;
use crate::emulator::Emulator;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Seconds since 1970 until when a link is good.
#[derive(Deserialize)]
pub(super) struct Life {
    #[serde(default)]
    until: i64,
}

/// The file, or 404; 403 when the link is too old.
pub(super) async fn fetch(
    State(emulator): State<Emulator>,
    Path((realm, id)): Path<(String, String)>,
    Query(life): Query<Life>,
) -> Response {
    if emulator.now().as_second() >= life.until {
        return (StatusCode::FORBIDDEN, "Request has expired\n").into_response();
    }
    let world = emulator.world();
    let file = world.companies.get(&realm).and_then(|company| company.files.get(&Id::parse(&id)));
    let Some(file) = file.cloned() else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = file.bytes.into_response();
    let kind = HeaderValue::from_str(&file.kind)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    // A browser must not run what a client has uploaded.
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let name: String =
        file.name.chars().filter(|letter| letter.is_ascii_graphic() && *letter != '"').collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox"));
    response
}
