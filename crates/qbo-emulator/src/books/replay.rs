//! First replies, kept by request id (fact sheet 2.8).

use super::Id;
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

/// How long a reply is kept (fact sheet 2.8, assumed: at least 24 h).
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Replies kept at most, so that a long run has a bound.
const KEPT_MAX: usize = 200_000;

/// What a request id stands for.
#[derive(Debug, Clone)]
pub(crate) struct Remembered {
    /// Fingerprint of the request: operation and payload.
    pub(crate) fingerprint: u64,
    /// The record that was written.
    pub(crate) id: Id,
    /// The object that was answered, as text: thousands of these are kept.
    pub(crate) object: String,
    /// When it was answered.
    pub(crate) at: Timestamp,
}

/// Replies by request id (and `bId`, for a batch).
#[derive(Debug, Default)]
pub(crate) struct Replays {
    replies: HashMap<String, Remembered>,
    order: VecDeque<(Timestamp, String)>,
}

impl Replays {
    /// What `request` stands for, if its reply is still kept.
    pub(crate) fn get(&mut self, request: &str, now: Timestamp) -> Option<&Remembered> {
        self.forget(now);
        self.replies.get(request)
    }

    /// Keeps the reply to `request`.
    pub(crate) fn keep(&mut self, request: String, remembered: Remembered, now: Timestamp) {
        self.order.push_back((now, request.clone()));
        self.replies.insert(request, remembered);
        self.forget(now);
    }

    fn forget(&mut self, now: Timestamp) {
        while let Some((kept, request)) = self.order.front() {
            if self.order.len() <= KEPT_MAX && now.duration_since(*kept) < KEPT {
                break;
            }
            self.replies.remove(request);
            self.order.pop_front();
        }
    }
}
