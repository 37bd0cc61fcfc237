//! Who has let the app in (fact sheet 1.1). Every company has the same user, and any good token may ask.

use super::bearer::bearer;
use super::server::Standing;
use crate::emulator::Emulator;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The user's name and address; 401 without a good token (shapes assumed).
pub(super) async fn info(State(emulator): State<Emulator>, headers: HeaderMap) -> Response {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let now = emulator.now();
    let standing = |token: &str| emulator.world().oauth.standing(token, now);
    match authorization.and_then(bearer).map(standing) {
        Some(Standing::Good { .. }) => Json(json!({
            "sub": "d7a5f1c2-0f3b-4c55-9f0e-1a2b3c4d5e6f",
            "givenName": "Craig",
            "familyName": "Carlson",
            "email": "noreply@quickbooks.com",
            "emailVerified": true,
        }))
        .into_response(),
        _ => (StatusCode::UNAUTHORIZED, Json(json!({ "error": "invalid_token" }))).into_response(),
    }
}
