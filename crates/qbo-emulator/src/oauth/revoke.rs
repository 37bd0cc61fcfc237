//! The revoke endpoint (fact sheet 1.5).

use super::token::client;
use crate::emulator::Emulator;
use crate::gateway::{Call, Reply, Trace, with_trouble};
use crate::operation::Operation;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use url::form_urlencoded;

/// Ends the connection of a token; the answer has no body.
pub(super) async fn revoke(State(emulator): State<Emulator>, request: Request) -> Response {
    let Ok(call) = Call::read(request).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let trace = Trace::new("Revoke", Operation::Token);
    with_trouble(&emulator, &call, trace, |emulator, call, trace| Reply::bare(status(emulator, call), trace))
        .await
}

fn status(emulator: &Emulator, call: &Call) -> StatusCode {
    let client_id = client(&emulator.world().oauth.apps, call, None, None);
    let Some(client_id) = client_id else { return StatusCode::UNAUTHORIZED };
    match token(&call.body) {
        Some(token) if emulator.world().oauth.revoke(&client_id, &token) => StatusCode::OK,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// `{"token":"…"}` or `token=…`.
fn token(body: &[u8]) -> Option<String> {
    if let Ok(json) = serde_json::from_slice::<Value>(body) {
        return json.get("token")?.as_str().map(str::to_owned);
    }
    form_urlencoded::parse(body).find(|(name, _)| name == "token").map(|(_, value)| value.into_owned())
}
