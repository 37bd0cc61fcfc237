//! What was asked, what was answered, and what came of it.

use super::{Call, Reply};
use crate::operation::Operation;
use crate::wire::reply_time;
use axum::body::Bytes;
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::VecDeque;

/// Entries kept; older ones fall out.
const KEPT_MAX: usize = 10_000;

/// Bytes of one body that are kept; an uploaded file must not push out all else.
const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes of bodies and replies kept; older entries fall out.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// The last requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    bytes: usize,
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
    body: Text,
    reply: Text,
}

/// A body as it went over the wire: shown as JSON where it is that, as text where it is that, else by its size.
#[derive(Debug, Clone, Default)]
struct Text(Bytes);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok("") => serializer.serialize_none(),
            Ok(text) => match serde_json::from_str::<Value>(text) {
                Ok(json) => json.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Err(_) => serializer.serialize_str(&format!("{} bytes", self.0.len())),
        }
    }
}

/// Which entries are wanted. What is absent fits all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// Entries after this number.
    pub(crate) after: u64,
    pub(crate) realm_id: Option<String>,
    /// An entity's name in any case, or `Batch`.
    pub(crate) entity: Option<String>,
    pub(crate) operation: Option<String>,
}

impl Wanted {
    fn fits(&self, entry: &Entry) -> bool {
        let same = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
        };
        entry.number > self.after
            && same(&self.realm_id, &entry.realm_id)
            && same(&self.entity, &entry.entity)
            && same(&self.operation, entry.operation)
    }
}

impl Journal {
    /// The number of the next request.
    pub(crate) fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// The number of the last request.
    pub(crate) fn last(&self) -> u64 {
        self.serial
    }

    /// Notes a request and its reply; `None` when the connection was closed instead.
    pub(crate) fn note(
        &mut self,
        call: &Call,
        reply: &Reply,
        sent: Option<&Bytes>,
        tid: &str,
        now: Timestamp,
    ) {
        let trace = &reply.trace;
        let parameters = call.parameters.iter().filter(|(name, _)| name != "requestid").cloned();
        // Tokens and secrets are nobody's business, even those of an emulator.
        let may_show = trace.operation != Operation::Token;
        let kept = |bytes: &Bytes| {
            let shown = may_show && bytes.len() <= BODY_BYTES_MAX;
            if shown { Text(bytes.clone()) } else { Text::default() }
        };
        let entry = Entry {
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
            status: sent.map_or(0, |_| reply.status.as_u16()),
            fault: trace.fault.clone(),
            effect: trace.effect.word(),
            intuit_tid: tid.to_owned(),
            body: kept(&call.body),
            reply: sent.map(kept).unwrap_or_default(),
        };
        self.bytes += entry.size();
        self.entries.push_back(entry);
        while self.entries.len() > KEPT_MAX || self.bytes > BYTES_MAX {
            let Some(oldest) = self.entries.pop_front() else { break };
            self.bytes -= oldest.size();
        }
    }

    /// The entries that are wanted, oldest first.
    pub(crate) fn entries<'a>(&'a self, wanted: &'a Wanted) -> impl DoubleEndedIterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| wanted.fits(entry))
    }

    /// Forgets all entries. Numbers go on.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
    }
}

impl Entry {
    /// Its place in the journal.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    fn size(&self) -> usize {
        self.body.0.len() + self.reply.0.len()
    }
}
