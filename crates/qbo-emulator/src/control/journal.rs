//! `/_emulator/journal`: what was asked, what was answered, and what came of it.

use super::body::{done, refuse};
use crate::emulator::Emulator;
use crate::gateway::{Entry, Wanted};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

/// Entries in a reply when the request does not say.
const ENTRIES_DEFAULT: usize = 1_000;

/// Which entries, and how many at most.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    after: Option<u64>,
    realm_id: Option<String>,
    entity: Option<String>,
    operation: Option<String>,
    limit: Option<usize>,
}

/// Entries, oldest first: with `after` the next ones, else the last. `last` is the number to go on from.
pub(super) async fn show(
    State(emulator): State<Emulator>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Asked { after, realm_id, entity, operation, limit } = match asked {
        Ok(Query(asked)) => asked,
        Err(rejection) => return refuse(&rejection.body_text()),
    };
    let limit = limit.unwrap_or(ENTRIES_DEFAULT);
    let wanted = Wanted { after: after.unwrap_or(0), realm_id, entity, operation };
    let (last, entries) = {
        let world = emulator.world();
        let fitting = world.journal.entries(&wanted);
        let entries: Vec<_> = if after.is_some() {
            fitting.take(limit).cloned().collect()
        } else {
            let mut newest: Vec<_> = fitting.rev().take(limit).cloned().collect();
            newest.reverse();
            newest
        };
        // More may follow where a page is full.
        let is_full = after.is_some() && entries.len() == limit;
        let last =
            if is_full { entries.last().map_or(wanted.after, Entry::number) } else { world.journal.last() };
        (last, entries)
    };
    done(json!({ "last": last, "entries": entries }))
}

/// Forgets them.
pub(super) async fn clear(State(emulator): State<Emulator>) -> Response {
    emulator.world().journal.clear();
    done(json!({ "entries": [] }))
}
