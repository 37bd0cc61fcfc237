//! Reading the attempts of an entry.

use db::Sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Engine, Error};

/// Attempts that are shown of one entry; a longer history stays in the database.
const MAX_SHOWN: i64 = 100;

const OF_ENTRY: Sql = Sql::both(
    "SELECT verb, request_id, method, path, write, outcome, http_status, fault_code, answer, intuit_tid, started_at, finished_at
     FROM attempts WHERE company_id = $1 AND entry_id = $2 ORDER BY id LIMIT $3",
);

pub(super) const ALL: &[Sql] = &[OF_ENTRY];

/// One call to QuickBooks.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// What it was for: `create`, `update`, `delete`, `void`, `adopt`, `find` or `read`.
    pub verb: String,
    /// The id by which QuickBooks recognises a repeat; none for a look.
    pub request_id: Option<String>,
    /// HTTP method.
    pub method: String,
    /// Path and query below the company's address.
    pub path: String,
    /// What was sent.
    pub write: Option<serde_json::Value>,
    /// `pending`, `done`, `refused`, `unknown`, `not_sent`, `throttled` or `unauthorized`.
    pub outcome: String,
    /// HTTP status of the answer.
    pub http_status: Option<i64>,
    /// First code of the fault.
    pub fault_code: Option<String>,
    /// The beginning of the answer.
    pub answer: Option<String>,
    /// QuickBooks' own id of the call, for its support.
    pub intuit_tid: Option<String>,
    /// When it was written down.
    pub started_at: Timestamp,
    /// When its outcome was known.
    pub finished_at: Option<Timestamp>,
}

impl Engine {
    /// The calls that were made for an entry, oldest first.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn attempts(&self, company_id: Uuid, entry_id: Uuid) -> Result<Vec<Attempt>, Error> {
        let mut tx = self.db().begin_read().await?;
        let rows = tx.sql(OF_ENTRY).bind(company_id).bind(entry_id).bind(MAX_SHOWN).all().await?;
        let read = |row: &db::Row| {
            Ok(Attempt {
                verb: row.get("verb")?,
                request_id: row.get("request_id")?,
                method: row.get("method")?,
                path: row.get("path")?,
                write: row.get("write")?,
                outcome: row.get("outcome")?,
                http_status: row.get("http_status")?,
                fault_code: row.get("fault_code")?,
                answer: row.get("answer")?,
                intuit_tid: row.get("intuit_tid")?,
                started_at: row.get("started_at")?,
                finished_at: row.get("finished_at")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
