//! `/_emulator/companies`: several companies at once.

use super::body::{done, read, refuse};
use crate::Seed;
use crate::books::{Beginning, Company};
use crate::emulator::Emulator;
use crate::wire::Object;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Founding {
    #[serde(default)]
    seed: Seed,
    realm_id: Option<String>,
    /// What its users call it, instead of the seed's own name.
    name: Option<String>,
    #[serde(default)]
    settings: Object,
}

/// Adds a company.
pub(super) async fn found(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let founding: Founding = match read(&body) {
        Ok(founding) => founding,
        Err(refusal) => return *refusal,
    };
    let now = emulator.now();
    let mut world = emulator.world();
    let beginning = Beginning { name: founding.name, settings: founding.settings };
    let realm = match world.found(founding.seed, beginning, founding.realm_id.as_deref(), now) {
        Ok(realm) => realm,
        Err(error) => return refuse(&error.to_string()),
    };
    let Some(company) = world.companies.get(&realm) else { return refuse("the company is gone") };
    done(told(company))
}

/// The companies.
pub(super) async fn list(State(emulator): State<Emulator>) -> Response {
    let world = emulator.world();
    let companies: Vec<Value> = world.companies.values().map(told).collect();
    done(json!({ "companies": companies }))
}

fn told(company: &Company) -> Value {
    json!({
        "realm_id": company.realm,
        "name": company.name(),
        "seed": company.seed,
        "settings": *company.settings,
    })
}
