//! Entries of a QuickBooks company that the company is no longer connected to: they end, and go on when it comes back.

use db::{Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

macro_rules! close {
    ($set_aside:literal, $former:literal) => {
        concat!(
            "UPDATE log_entries SET status = 'skipped', set_aside = ",
            $set_aside,
            ", code = NULL, finished_at = $2, waits_kind = NULL, waits_id = NULL,
                waits_title = NULL, reason = $3 || COALESCE('. Before that: ' || reason, '')
             WHERE company_id = $1 AND status IN ('queued', 'failed') AND connection_id IN (SELECT c.id FROM connections c
                   WHERE c.company_id = $1 AND ",
            $former,
            ")"
        )
    };
}
const CLOSE: Sql = Sql::each(close!("1", "c.is_current = 0"), close!("TRUE", "NOT c.is_current"));

/// The last one of each record that has nothing open meanwhile.
macro_rules! reopen {
    ($set_aside:literal, $newer:literal) => {
        concat!(
            "UPDATE log_entries SET status = 'queued', due_at = $3, tries = 0, reason = NULL, finished_at = NULL
             WHERE company_id = $1 AND connection_id = $2 AND ",
            $set_aside,
            " AND NOT EXISTS (SELECT 1 FROM log_entries o WHERE o.connection_id = $2
                AND o.record_kind = log_entries.record_kind AND o.record_id = log_entries.record_id
                AND (o.status IN ('queued', 'running', 'failed') OR (",
            $newer,
            " AND o.id > log_entries.id)))"
        )
    };
}
const REOPEN: Sql =
    Sql::each(reopen!("set_aside = 1", "o.set_aside = 1"), reopen!("set_aside", "o.set_aside"));
const FORGET: Sql = Sql::each(
    "UPDATE log_entries SET set_aside = 0 WHERE company_id = $1 AND connection_id = $2 AND set_aside = 1",
    "UPDATE log_entries SET set_aside = FALSE WHERE company_id = $1 AND connection_id = $2 AND set_aside",
);

pub(super) const ALL: &[Sql] = &[CLOSE, REOPEN, FORGET];

/// Why such an entry ends.
const REASON: &str =
    "Counterfoil is connected to another QuickBooks company now; nothing more is sent to the former one";

/// Ends what was still to be told to a QuickBooks company that the company was connected to before: nobody can do anything
/// about it while it is.
pub(crate) async fn close_former(tx: &mut Tx, company_id: Uuid, now: Timestamp) -> Result<(), db::Error> {
    tx.sql(CLOSE).bind(company_id).bind(now).bind(REASON).execute().await.map(drop)
}

/// Queues again what [`close_former`] has ended of the connection, which the company has come back to.
pub(crate) async fn reopen(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    now: Timestamp,
) -> Result<(), db::Error> {
    tx.sql(REOPEN).bind(company_id).bind(connection_id).bind(now).execute().await?;
    tx.sql(FORGET).bind(company_id).bind(connection_id).execute().await.map(drop)
}
