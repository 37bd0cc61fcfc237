//! `/_emulator/journal`: what was asked and what came of it.

use super::body::done;
use crate::emulator::Emulator;
use axum::extract::State;
use axum::response::Response;
use serde_json::json;

/// The last requests, oldest first.
pub(super) async fn show(State(emulator): State<Emulator>) -> Response {
    let world = emulator.world();
    let entries: Vec<_> = world.journal.entries().collect();
    done(json!({ "entries": entries }))
}

/// Forgets them.
pub(super) async fn clear(State(emulator): State<Emulator>) -> Response {
    emulator.world().journal.clear();
    done(json!({ "entries": [] }))
}
