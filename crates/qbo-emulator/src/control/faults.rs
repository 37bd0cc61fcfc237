//! `/_emulator/faults`: trouble on demand.

use super::body::{done, read, refuse};
use crate::emulator::Emulator;
use crate::gateway::Rule;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    rules: Vec<Rule>,
}

/// Adds one rule, or several as `{"rules":[…]}`.
pub(super) async fn add(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let several: Result<Several, _> = serde_json::from_slice(&body);
    let rules = match several {
        Ok(several) => several.rules,
        Err(_) => match read::<Rule>(&body) {
            Ok(rule) => vec![rule],
            Err(refusal) => return *refusal,
        },
    };
    let mut world = emulator.world();
    if !world.rules.add(rules) {
        return refuse("too many rules; DELETE /_emulator/faults clears them");
    }
    done(json!({ "rules": world.rules.list() }))
}

/// The rules in force.
pub(super) async fn list(State(emulator): State<Emulator>) -> Response {
    done(json!({ "rules": emulator.world().rules.list() }))
}

/// No more trouble.
pub(super) async fn clear(State(emulator): State<Emulator>) -> Response {
    emulator.world().rules.clear();
    done(json!({ "rules": [] }))
}
