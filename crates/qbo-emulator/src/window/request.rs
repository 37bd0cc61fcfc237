//! The journal: what was asked, and what was answered.

use super::part::{Row, row, rows};
use super::shell::{missing, shown};
use crate::emulator::Emulator;
use crate::gateway::Wanted;
use crate::wire::{Members, Object};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

/// Requests on the page.
const LATEST: usize = 200;

#[derive(Template)]
#[template(path = "requests.html")]
struct List {
    rows: Vec<Row>,
    /// Whether anything has been asked, now or before the journal was emptied.
    asked: bool,
}

/// The latest requests.
pub(super) async fn list(State(emulator): State<Emulator>) -> Response {
    let list = {
        let world = emulator.world();
        List { rows: rows(&world, &Wanted::default(), None, LATEST), asked: world.journal.last() > 0 }
    };
    shown(&list)
}

#[derive(Template)]
#[template(path = "request.html")]
struct Page {
    row: Row,
    path: String,
    facts: Vec<(&'static str, String)>,
    body: String,
    reply: String,
}

/// One request with body and reply.
pub(super) async fn page(State(emulator): State<Emulator>, Path(number): Path<u64>) -> Response {
    let wanted = Wanted { after: number.saturating_sub(1), ..Wanted::default() };
    let entry = {
        let world = emulator.world();
        world
            .journal
            .entries(&wanted)
            .next()
            .filter(|entry| entry.number() == number)
            .map(|entry| json!(entry))
    };
    let Some(Value::Object(entry)) = entry else {
        return missing("This request is no longer in the journal.");
    };
    let fact = |name: &str| entry.text(name).unwrap_or_default().to_owned();
    let facts = [
        ("Time", fact("time")),
        ("Company", fact("realm_id")),
        ("Request id", fact("request_id")),
        ("intuit_tid", fact("intuit_tid")),
    ];
    shown(&Page {
        row: row(&entry),
        path: path(&entry),
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        body: pretty(entry.get("body")),
        reply: pretty(entry.get("reply")),
    })
}

/// The path with its parameters, as a person would read them.
fn path(entry: &Object) -> String {
    let pairs = entry.list("parameters").iter();
    let pairs: Vec<String> = pairs
        .map(|pair| {
            let part = |index: usize| pair.get(index).and_then(Value::as_str).unwrap_or_default();
            format!("{}={}", part(0), part(1))
        })
        .collect();
    let path = entry.text("path").unwrap_or_default();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

fn pretty(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => format!("{value:#}"),
    }
}
