//! One row of the table.

use sync::log::{Entry, Status};
use uuid::Uuid;

use super::badge::Badge;
use super::{PATH, action};
use crate::moment::Moment;

/// An entry as the table shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) queued_at: Moment,
    pub(super) title: String,
    pub(super) action: String,
    pub(super) badge: Badge,
    pub(super) waits_for: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) code: Option<&'static str>,
    /// How often it was merged and tried, where that is worth a word.
    pub(super) remarks: Vec<String>,
    /// Whether a person may ask for another try.
    pub(super) retriable: bool,
}

impl Row {
    pub(super) fn of(entry: Entry) -> Self {
        Self {
            id: entry.id,
            queued_at: Moment(entry.queued_at),
            action: action::words(entry.action, entry.record.kind),
            badge: Badge::of(&entry),
            remarks: remarks(&entry),
            retriable: is_held_up(&entry),
            code: entry.code.map(|code| code.as_str()),
            title: entry.title,
            waits_for: entry.waits_for,
            reason: entry.reason,
        }
    }

    /// Where the entry's page is.
    pub(super) fn address(&self) -> String {
        format!("{PATH}/{}", self.id)
    }

    /// Where another try is asked for; `query` says which part of the log to show afterwards.
    pub(super) fn retry_address(&self, query: &str) -> String {
        format!("{PATH}/{}/retry{query}", self.id)
    }
}

/// Whether an entry has failed or waits for something; one that merely has its place in the queue goes on by itself.
fn is_held_up(entry: &Entry) -> bool {
    match entry.status {
        Status::Failed => true,
        Status::Queued => entry.waits_for.is_some() || entry.reason.is_some(),
        Status::Running | Status::Completed | Status::Skipped => false,
    }
}

fn remarks(entry: &Entry) -> Vec<String> {
    let merged = match entry.merged {
        0 => None,
        1 => Some("One more change was merged into it".to_owned()),
        merged => Some(format!("{merged} more changes were merged into it")),
    };
    let tried = match entry.tries {
        0 => None,
        1 => Some("Tried once without a known outcome".to_owned()),
        tries => Some(format!("Tried {tries} times without a known outcome")),
    };
    merged.into_iter().chain(tried).collect()
}
