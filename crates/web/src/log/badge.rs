//! A status as a word and a colour.

use sync::log::{Entry, Status};

/// A status as a word and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Badge {
    /// The word.
    pub(super) word: &'static str,
    /// The class in the style sheet.
    pub(super) class: &'static str,
}

impl Badge {
    /// How far `entry` is. One that waits for another record says so.
    pub(super) fn of(entry: &Entry) -> Self {
        match entry.status {
            Status::Queued if entry.waits_for.is_some() => Self { word: "Waiting", class: "wait" },
            status => Self { word: word(status), class: class(status) },
        }
    }
}

/// The word for a status.
pub(super) const fn word(status: Status) -> &'static str {
    match status {
        Status::Queued => "Queued",
        Status::Running => "Running",
        Status::Completed => "Completed",
        Status::Failed => "Failed",
        Status::Skipped => "Skipped",
    }
}

const fn class(status: Status) -> &'static str {
    match status {
        Status::Queued => "wait",
        Status::Running => "busy",
        Status::Completed => "good",
        Status::Failed => "bad",
        Status::Skipped => "idle",
    }
}
