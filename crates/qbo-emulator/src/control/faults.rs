//! `/_emulator/faults`: trouble on demand.

use super::body::{done, read, refuse};
use crate::emulator::Emulator;
use crate::gateway::Rule;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    rules: Vec<Rule>,
}

/// Adds one rule, or several as `{"rules":[…]}`.
pub(super) async fn add(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let is_several = read::<Value>(&body).is_ok_and(|body| body.get("rules").is_some());
    let rules = if is_several {
        read::<Several>(&body).map(|several| several.rules)
    } else {
        read::<Rule>(&body).map(|rule| vec![rule])
    };
    let rules = match rules {
        Ok(rules) => rules,
        Err(refusal) => return *refusal,
    };
    if let Some(reason) = rules.iter().find_map(|rule| rule.check().err()) {
        return refuse(&reason);
    }
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
