//! `/_emulator/webhooks`: who is told what has changed.

use super::body::{done, read, refuse};
use crate::emulator::Emulator;
use crate::webhook::{Endpoint, Wish};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use serde_json::json;

/// Bytes of a verifier token that is made here.
const TOKEN_BYTES: usize = 24;

/// Adds an endpoint, in place of one with the same URL.
pub(super) async fn add(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let wish: Wish = match read(&body) {
        Ok(wish) => wish,
        Err(refusal) => return *refusal,
    };
    let mut bytes = [0; TOKEN_BYTES];
    emulator.randomness().fill(&mut bytes);
    let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let endpoint = match Endpoint::new(wish, token) {
        Ok(endpoint) => endpoint,
        Err(reason) => return refuse(&reason),
    };
    {
        let mut world = emulator.world();
        // What happened before is not told.
        world.companies.values_mut().for_each(|company| drop(company.news.fetch()));
        if !world.webhooks.add(endpoint) {
            return refuse("too many endpoints; DELETE /_emulator/webhooks clears them");
        }
    }
    list(State(emulator)).await
}

/// Endpoints, what waits, and the last deliveries.
pub(super) async fn list(State(emulator): State<Emulator>) -> Response {
    let world = emulator.world();
    let hooks = &world.webhooks;
    done(json!({
        "endpoints": hooks.endpoints(),
        "waiting": hooks.waiting(),
        "dropped": hooks.dropped(),
        "deliveries": hooks.deliveries(),
    }))
}

/// Nobody is told any more.
pub(super) async fn clear(State(emulator): State<Emulator>) -> Response {
    emulator.world().webhooks.clear();
    emulator.tell_news();
    list(State(emulator)).await
}
