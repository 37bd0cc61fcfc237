//! One row of the log.

use db::Row;
use domain::change::{Action, Record, RecordKind};
use jiff::Timestamp;
use planner::Code;
use planner::drift::Choice;
use uuid::Uuid;

use crate::Error;

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity; later entries sort after earlier ones.
    pub id: Uuid,
    /// The record to look at.
    pub record: Record,
    /// What was done to it here.
    pub action: Action,
    /// How a person calls it.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// What it waits for, while it is queued; what has failed before it, where that is why it has.
    pub waits_for: Option<String>,
    /// The kind of problem, once it has failed.
    pub code: Option<Code>,
    /// Why it is where it is, for a person.
    pub reason: Option<String>,
    /// Changes that were merged into this entry, besides the first.
    pub merged: i64,
    /// Attempts without a known outcome in a row.
    pub tries: i64,
    /// When it was written.
    pub queued_at: Timestamp,
    /// When work on it began last.
    pub started_at: Option<Timestamp>,
    /// When it was completed, failed or skipped.
    pub finished_at: Option<Timestamp>,
    /// What somebody chose last, where others had changed the record in QuickBooks.
    pub chosen: Option<Chosen>,
}

/// What somebody chose at an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What.
    pub choice: Choice,
    /// Who: first and last name as they were then.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// `text` as the databases can keep it: neither takes a NUL, which an answer of QuickBooks may hold.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// How far an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It has its place in the queue, perhaps waiting for something.
    Queued,
    /// It is being worked on.
    Running,
    /// QuickBooks holds what the books want, and that is proven.
    Completed,
    /// Somebody has to do something.
    Failed,
    /// Nothing had to be sent.
    Skipped,
}

impl Status {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Completed, Self::Failed, Self::Skipped];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// The one with this [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

macro_rules! columns {
    () => {
        "id, record_kind, record_id, action, title, status, waits_title, code, reason, merged, tries, queued_at, started_at, finished_at,
         choice, chosen_by, chosen_at"
    };
}
pub(crate) use columns;

impl Entry {
    pub(crate) fn read(row: &Row) -> Result<Self, Error> {
        let text = |column: &str| row.get::<String>(column);
        let code: Option<String> = row.get("code")?;
        Ok(Self {
            id: row.get("id")?,
            record: Record {
                kind: RecordKind::from_code(&text("record_kind")?).ok_or(Error::Stored("record kind"))?,
                id: row.get("record_id")?,
            },
            action: Action::from_code(&text("action")?).ok_or(Error::Stored("action"))?,
            title: text("title")?,
            status: Status::from_code(&text("status")?).ok_or(Error::Stored("status"))?,
            waits_for: row.get("waits_title")?,
            code: code.as_deref().and_then(Code::from_code),
            reason: row.get("reason")?,
            merged: row.get("merged")?,
            tries: row.get("tries")?,
            queued_at: row.get("queued_at")?,
            started_at: row.get("started_at")?,
            finished_at: row.get("finished_at")?,
            chosen: chosen(row)?,
        })
    }
}

fn chosen(row: &Row) -> Result<Option<Chosen>, Error> {
    let (by, at) = (row.get("chosen_by")?, row.get("chosen_at")?);
    let (Some(code), Some(by), Some(at)) = (row.get::<Option<String>>("choice")?, by, at) else {
        return Ok(None);
    };
    let choice = Choice::from_code(&code).ok_or(Error::Stored("choice"))?;
    Ok(Some(Chosen { choice, by, at }))
}
