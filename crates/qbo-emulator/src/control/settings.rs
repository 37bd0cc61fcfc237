//! `/_emulator/settings`: limits, and what the service leaves open.

use super::body::{done, read, refuse};
use crate::emulator::{Emulator, Settings};
use crate::wire::Object;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};

/// Changes the settings named; the others stay.
pub(super) async fn change(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let changes: Object = match read(&body) {
        Ok(changes) => changes,
        Err(refusal) => return *refusal,
    };
    let mut world = emulator.world();
    match laid_over(&world.settings, changes) {
        Ok(settings) => {
            world.settings = settings;
            done(json!(world.settings))
        }
        Err(reason) => refuse(&reason),
    }
}

/// The settings in force.
pub(super) async fn show(State(emulator): State<Emulator>) -> Response {
    done(json!(emulator.world().settings))
}

fn laid_over(settings: &Settings, changes: Object) -> Result<Settings, String> {
    let Value::Object(mut all) = json!(settings) else { return Err("settings are not an object".to_owned()) };
    all.extend(changes);
    serde_json::from_value(Value::Object(all)).map_err(|error| error.to_string())
}
