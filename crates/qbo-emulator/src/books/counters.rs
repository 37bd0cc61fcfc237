//! How often things happened.

use serde::Serialize;
use std::collections::BTreeMap;

/// Counts since the start or the last reset.
#[derive(Debug, Default, Clone, Serialize)]
pub(crate) struct Counters {
    /// Requests to the accounting API, refused ones included.
    pub(crate) requests: u64,
    /// The same by kind, such as `create Invoice` or `query Customer`.
    pub(crate) by_kind: BTreeMap<String, u64>,
    /// Replies by HTTP status.
    pub(crate) by_status: BTreeMap<u16, u64>,
    /// Requests refused with 429.
    pub(crate) throttled: u64,
    /// Writes answered with the stored first reply of their request id.
    pub(crate) replays: u64,
    /// Most requests that were under way at once.
    pub(crate) most_at_once: usize,
}

impl Counters {
    /// Counts one request and its reply.
    pub(crate) fn request(&mut self, kind: String, status: u16) {
        self.requests += 1;
        *self.by_kind.entry(kind).or_default() += 1;
        *self.by_status.entry(status).or_default() += 1;
        if status == 429 {
            self.throttled += 1;
        }
    }
}
