//! First replies, kept by request id (fact sheet 2.8).

use super::{Folded, Id};
use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// How long a reply is kept (fact sheet 2.8, assumed: at least 24 h).
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Replies kept at most, so that a long run has a bound. A client repeats what it has just sent, not what it sent
/// tens of thousands of writes ago.
const KEPT_MAX: usize = 100_000;

/// Bytes of replies kept at most.
const BYTES_MAX: usize = 128 * 1024 * 1024;

/// What a request id stands for.
#[derive(Debug, Clone)]
pub(crate) struct Remembered {
    /// Fingerprint of the request: operation and payload.
    pub(crate) fingerprint: u64,
    /// The record that was written.
    pub(crate) id: Id,
    /// The object that was answered.
    pub(crate) reply: Folded,
    /// When it was answered.
    pub(crate) at: Timestamp,
}

/// Replies by request id (and `bId`, for a batch).
#[derive(Debug, Default)]
pub(crate) struct Replays {
    replies: FxHashMap<Arc<str>, Remembered>,
    /// Oldest first.
    order: VecDeque<Arc<str>>,
    bytes: usize,
}

impl Replays {
    /// What `request` stands for, if its reply is still kept.
    pub(crate) fn get(&mut self, request: &str, now: Timestamp) -> Option<&Remembered> {
        self.forget(now);
        self.replies.get(request)
    }

    /// All replies, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Remembered)> {
        self.order.iter().filter_map(|request| Some((&**request, self.replies.get(request)?)))
    }

    /// Keeps the reply to `request`, which stood for nothing so far.
    pub(crate) fn keep(&mut self, request: &str, remembered: Remembered) {
        let (request, now): (Arc<str>, _) = (request.into(), remembered.at);
        self.bytes += remembered.reply.size();
        self.order.push_back(Arc::clone(&request));
        self.replies.insert(request, remembered);
        self.forget(now);
    }

    fn forget(&mut self, now: Timestamp) {
        while let Some(oldest) = self.order.front() {
            let kept = self.replies.get(oldest);
            let is_young = kept.is_some_and(|kept| now.duration_since(kept.at) < KEPT);
            if is_young && self.order.len() <= KEPT_MAX && self.bytes <= BYTES_MAX {
                break;
            }
            self.bytes -= kept.map_or(0, |kept| kept.reply.size());
            self.replies.remove(oldest);
            self.order.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_oldest_replies_make_room() {
        let mut replays = Replays::default();
        let reply = Folded::of(json!({"Id": "1"}).as_object().unwrap());
        let at = Timestamp::UNIX_EPOCH;
        for number in 0..=KEPT_MAX {
            let reply = reply.clone();
            replays.keep(&format!("r{number}"), Remembered { fingerprint: 0, id: 1.into(), reply, at });
        }
        assert!(replays.get("r0", at).is_none());
        assert!(replays.get("r1", at).is_some());
        assert_eq!(replays.bytes, KEPT_MAX * reply.size());
        assert!(replays.get("r1", at + KEPT).is_none());
        assert_eq!((replays.bytes, replays.order.len()), (0, 0));
    }
}
