//! A status as a word and a colour.

use sync::PlannedStatus;
use sync::log::{Entry, Status};

/// A status as a word and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Badge {
    /// The word.
    pub(super) word: &'static str,
    /// The class in the style sheet.
    pub(super) class: &'static str,
}

/// What can't go before something else has gone.
const WAITING: Badge = Badge { word: "Waiting", class: "wait" };

impl Badge {
    /// How far `entry` is. One that waits for another record says so.
    pub(super) fn of(entry: &Entry) -> Self {
        match entry.status {
            Status::Queued if entry.waits_for.is_some() => WAITING,
            status => Self::at(status),
        }
    }

    /// How far an entry would come.
    pub(super) const fn planned(status: PlannedStatus) -> Self {
        match status {
            PlannedStatus::Completed => Self::at(Status::Completed),
            PlannedStatus::Skipped => Self::at(Status::Skipped),
            PlannedStatus::Failed => Self::at(Status::Failed),
            PlannedStatus::Waiting => WAITING,
        }
    }

    const fn at(status: Status) -> Self {
        Self { word: word(status), class: class(status) }
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
