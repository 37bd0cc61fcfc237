//! `GET /_emulator/state`: everything there is.

use super::body::done;
use crate::books::Company;
use crate::emulator::Emulator;
use crate::entity::{ALL, show as shown};
use crate::wire::Object;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

/// `?entity=Invoice` leaves out the others; `?entity=none` leaves only the counters.
#[derive(Deserialize)]
pub(super) struct Wanted {
    entity: Option<String>,
}

/// The time, the settings, and each company's entities and counters.
pub(super) async fn show(State(emulator): State<Emulator>, Query(wanted): Query<Wanted>) -> Response {
    let now = emulator.now();
    let world = emulator.world();
    let companies: Object = world
        .companies
        .iter()
        .map(|(realm, company)| {
            let state = json!({
                "name": company.name(),
                "settings": *company.settings,
                "entities": entities(company, wanted.entity.as_deref()),
                "counters": company.counters,
            });
            (realm.clone(), state)
        })
        .collect();
    done(json!({ "now": now.to_string(), "settings": world.settings, "companies": companies }))
}

fn entities(company: &Company, wanted: Option<&str>) -> Object {
    ALL.iter()
        .filter(|entity| wanted.is_none_or(|wanted| entity.name.eq_ignore_ascii_case(wanted)))
        .map(|entity| {
            let records = company.table(entity.name).into_iter().flat_map(|table| table.scan());
            let objects: Vec<Value> =
                records.map(|record| Value::Object(shown(company, entity, record))).collect();
            (entity.name.to_owned(), Value::Array(objects))
        })
        .collect()
}
