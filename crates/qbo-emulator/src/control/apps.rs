//! `/_emulator/apps`: several apps at once.

use super::body::{done, read, refuse};
use crate::emulator::Emulator;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registration {
    redirect_uris: Vec<String>,
    /// What users see when they are asked.
    #[serde(default)]
    name: Option<String>,
}

/// Registers an app and gives its credentials.
pub(super) async fn register(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let Registration { redirect_uris, name } = match read(&body) {
        Ok(registration) => registration,
        Err(refusal) => return *refusal,
    };
    let name = name.unwrap_or_else(|| "An app".to_owned());
    match emulator.world().oauth.apps.register(name, redirect_uris, emulator.randomness()) {
        Ok(app) => done(json!(app)),
        Err(reason) => refuse(&reason),
    }
}

/// The apps with their credentials, which open nothing but the emulator.
pub(super) async fn list(State(emulator): State<Emulator>) -> Response {
    let world = emulator.world();
    let apps: Vec<_> = world.oauth.apps.iter().collect();
    done(json!({ "apps": apps }))
}
