//! `/_emulator/settings`: limits, editions, and what the service leaves open.

use super::body::{done, read, refuse};
use crate::Error;
use crate::emulator::Emulator;
use crate::wire::Object;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// Whose settings; without a word those of all companies.
#[derive(Deserialize)]
pub(super) struct Whose {
    realm_id: Option<String>,
}

/// Changes the settings named, of one company, or of all and those to come; the others stay.
pub(super) async fn change(
    State(emulator): State<Emulator>,
    Query(whose): Query<Whose>,
    body: Bytes,
) -> Response {
    let changes: Object = match read(&body) {
        Ok(changes) => changes,
        Err(refusal) => return *refusal,
    };
    let mut world = emulator.world();
    let world = &mut *world;
    if let Some(realm) = whose.realm_id {
        let Some(company) = world.companies.get_mut(&realm) else {
            return refuse(&Error::NoCompany(realm).to_string());
        };
        return match company.settings.with(&changes) {
            Ok(settings) => {
                company.settings = Arc::new(settings);
                done(json!(*company.settings))
            }
            Err(reason) => refuse(&reason),
        };
    }
    let general = match world.settings.with(&changes) {
        Ok(settings) => settings,
        Err(reason) => return refuse(&reason),
    };
    for company in world.companies.values_mut() {
        // What is sound for one is sound for all.
        if let Ok(settings) = company.settings.with(&changes) {
            company.settings = Arc::new(settings);
        }
    }
    world.settings = general;
    done(json!(world.settings))
}

/// The settings of a company, or those that companies begin with.
pub(super) async fn show(State(emulator): State<Emulator>, Query(whose): Query<Whose>) -> Response {
    let world = emulator.world();
    match whose.realm_id {
        None => done(json!(world.settings)),
        Some(realm) => match world.companies.get(&realm) {
            Some(company) => done(json!(*company.settings)),
            None => refuse(&Error::NoCompany(realm).to_string()),
        },
    }
}
