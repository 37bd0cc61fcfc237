//! What was asked and what came of it.

use super::{Call, Trace};
use crate::wire::reply_time;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::VecDeque;

/// Entries kept; older ones fall out.
const KEPT_MAX: usize = 10_000;

/// The last requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    serial: u64,
}

/// One request.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    number: u64,
    time: String,
    realm_id: String,
    method: String,
    path: String,
    /// The query string's parameters, but for the request id.
    parameters: Vec<(String, String)>,
    request_id: Option<String>,
    operation: &'static str,
    entity: String,
    entity_id: Option<String>,
    /// 0 when the connection was closed instead.
    status: u16,
    fault: Option<String>,
    effect: &'static str,
    intuit_tid: String,
}

impl Journal {
    /// The number of the next request.
    pub(crate) fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// Notes a request.
    pub(crate) fn note(&mut self, call: &Call, trace: &Trace, status: u16, tid: &str, now: Timestamp) {
        if self.entries.len() == KEPT_MAX {
            self.entries.pop_front();
        }
        let parameters = call.parameters.iter().filter(|(name, _)| name != "requestid").cloned();
        self.entries.push_back(Entry {
            number: self.serial,
            time: reply_time(now),
            realm_id: call.realm.clone(),
            method: call.method.to_string(),
            path: call.path.clone(),
            parameters: parameters.collect(),
            request_id: call.parameter("requestid").map(str::to_owned),
            operation: trace.operation.word(),
            entity: trace.entity.clone(),
            entity_id: trace.id.clone(),
            status,
            fault: trace.fault.clone(),
            effect: trace.effect.word(),
            intuit_tid: tid.to_owned(),
        });
    }

    /// The entries, oldest first.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Forgets all entries. Numbers go on.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}
