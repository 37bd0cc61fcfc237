//! What the log looks like to clients.

use crate::answer::{Moment, Resource};
use serde::Serialize;
use serde_json::Value;
use sync::log::{Chosen, Entry};
use sync::{Attempt, Choice};
use uuid::Uuid;

/// One entry.
#[derive(Debug, Serialize)]
pub(super) struct EntryRow {
    id: Uuid,
    record: RecordRow,
    action: String,
    status: &'static str,
    waits_for: Option<String>,
    code: Option<&'static str>,
    help: Option<String>,
    reason: Option<String>,
    merged: i64,
    tries: i64,
    queued: Moment,
    started: Option<Moment>,
    finished: Option<Moment>,
    chosen: Option<ChosenRow>,
}

/// What somebody chose.
#[derive(Debug, Serialize)]
struct ChosenRow {
    choice: &'static str,
    by: String,
    at: Moment,
}

/// The record that an entry is about.
#[derive(Debug, Serialize)]
struct RecordRow {
    kind: &'static str,
    id: Uuid,
    title: String,
}

/// One entry with its attempts.
#[derive(Debug, Serialize)]
pub(super) struct FullEntryRow {
    #[serde(flatten)]
    entry: EntryRow,
    choices: Vec<&'static str>,
    attempts: Vec<AttemptRow>,
}

/// One call to QuickBooks.
#[derive(Debug, Serialize)]
struct AttemptRow {
    verb: String,
    request_id: Option<String>,
    method: String,
    path: String,
    sent: Option<Value>,
    outcome: String,
    http_status: Option<i64>,
    fault_code: Option<String>,
    answer: Option<String>,
    intuit_tid: Option<String>,
    started: Moment,
    finished: Option<Moment>,
}

impl Resource for EntryRow {
    const SINGULAR: &'static str = "entry";
    const PLURAL: &'static str = "log";
}

impl Resource for FullEntryRow {
    const SINGULAR: &'static str = EntryRow::SINGULAR;
    const PLURAL: &'static str = EntryRow::PLURAL;
}

impl From<Entry> for EntryRow {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            record: RecordRow { kind: entry.record.kind.code(), id: entry.record.id, title: entry.title },
            action: entry.action.words(),
            status: entry.status.code(),
            waits_for: entry.waits_for,
            code: entry.code.map(|code| code.as_str()),
            help: entry.code.map(|code| format!("/help/errors/{}", code.as_str())),
            reason: entry.reason,
            merged: entry.merged,
            tries: entry.tries,
            queued: Moment(entry.queued_at),
            started: entry.started_at.map(Moment),
            finished: entry.finished_at.map(Moment),
            chosen: entry.chosen.map(ChosenRow::from),
        }
    }
}

impl From<Chosen> for ChosenRow {
    fn from(chosen: Chosen) -> Self {
        Self { choice: chosen.choice.code(), by: chosen.by, at: Moment(chosen.at) }
    }
}

impl FullEntryRow {
    pub(super) fn new(entry: Entry, choices: Vec<Choice>, attempts: Vec<Attempt>) -> Self {
        Self {
            entry: entry.into(),
            choices: choices.into_iter().map(Choice::code).collect(),
            attempts: attempts.into_iter().map(AttemptRow::from).collect(),
        }
    }
}

impl From<Attempt> for AttemptRow {
    fn from(attempt: Attempt) -> Self {
        Self {
            verb: attempt.verb,
            request_id: attempt.request_id,
            method: attempt.method,
            path: attempt.path,
            sent: attempt.write.and_then(|mut write| write.get_mut("body").map(Value::take)),
            outcome: attempt.outcome,
            http_status: attempt.http_status,
            fault_code: attempt.fault_code,
            answer: attempt.answer,
            intuit_tid: attempt.intuit_tid,
            started: Moment(attempt.started_at),
            finished: attempt.finished_at.map(Moment),
        }
    }
}
