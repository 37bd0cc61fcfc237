//! `POST /_emulator/reset`: start over.

use super::body::{done, read, refuse};
use crate::Seed;
use crate::emulator::Emulator;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    #[serde(default)]
    seed: Seed,
}

/// Books, settings, trouble, journal and limits as at the start. Tokens stay good; the clock stays where it is.
pub(super) async fn reset(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let reset: Reset = match read(&body) {
        Ok(reset) => reset,
        Err(refusal) => return *refusal,
    };
    let now = emulator.now();
    match emulator.world().reset(reset.seed, now) {
        Ok(()) => done(json!({ "seed": reset.seed })),
        Err(error) => refuse(&error.to_string()),
    }
}
