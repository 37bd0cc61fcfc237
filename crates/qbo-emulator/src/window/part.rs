//! Requests as rows, for all pages that list some.

use super::link::{Link, spaced};
use crate::emulator::World;
use crate::entity::by_name;
use crate::gateway::Wanted;
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// One request in a list.
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) time: String,
    pub(super) method: String,
    pub(super) what: String,
    pub(super) about: Link,
    pub(super) effect: String,
    pub(super) status: String,
    /// How it went: `good`, `bad` or `idle`.
    pub(super) tone: &'static str,
}

/// The last requests that are wanted, newest first.
pub(super) fn rows(world: &World, wanted: &Wanted, id: Option<&str>, most: usize) -> Vec<Row> {
    let entries = world.journal.entries(wanted).rev().map(|entry| json!(entry));
    let entries = entries.filter(|entry| id.is_none_or(|id| entry["entity_id"] == id));
    entries.take(most).filter_map(|entry| Some(row(entry.as_object()?))).collect()
}

/// One entry of the journal as a row.
pub(super) fn row(entry: &Object) -> Row {
    let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
    let status = entry.get("status").and_then(Value::as_u64).unwrap_or_default();
    let fault = entry.text("fault");
    let tone = match (status, fault) {
        (200..300, None) => "good",
        (0, _) | (400.., _) | (_, Some(_)) => "bad",
        _ => "idle",
    };
    let status = match (status, fault) {
        (0, _) => "closed".to_owned(),
        (status, Some(fault)) => format!("{status} · {fault}"),
        (status, None) => status.to_string(),
    };
    let (entity, id, realm) = (text("entity"), text("entity_id"), text("realm_id"));
    let about = match by_name(&entity).filter(|_| !id.is_empty()) {
        Some(entity) => Link::to(&realm, entity, &id, format!("{} {id}", spaced(entity.name))),
        None => Link::plain(spaced(&entity)),
    };
    let effect = text("effect");
    Row {
        number: entry.get("number").and_then(Value::as_u64).unwrap_or_default(),
        time: clock(&text("time")),
        method: text("method"),
        what: text("operation"),
        about,
        effect: if effect == "none" { String::new() } else { effect },
        status,
        tone,
    }
}

/// The time of day of a moment as replies print it.
fn clock(moment: &str) -> String {
    moment.get(11..19).unwrap_or(moment).to_owned()
}
