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
    /// Else each company gets its own again.
    seed: Option<Seed>,
    /// Else all.
    realm_id: Option<String>,
}

/// Books, settings, trouble, journal and limits as at the start; of one company its books, settings and limits. Each
/// company keeps what it was founded with.
/// Tokens stay good; the clock stays where it is.
pub(super) async fn reset(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let Reset { seed, realm_id } = match read(&body) {
        Ok(reset) => reset,
        Err(refusal) => return *refusal,
    };
    let now = emulator.now();
    let mut world = emulator.world();
    let renewed = match &realm_id {
        Some(realm) => world.renew(realm, seed, now),
        None => world.reset(seed, now),
    };
    match renewed {
        Ok(()) => done(json!({ "seed": seed, "realm_id": realm_id })),
        Err(error) => refuse(&error.to_string()),
    }
}
