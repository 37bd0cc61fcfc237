//! Entries of a QuickBooks company that the company is no longer connected to.

use db::{Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

macro_rules! close {
    ($former:literal) => {
        concat!(
            "UPDATE log_entries SET status = 'skipped', code = NULL, finished_at = $2, waits_kind = NULL, waits_id = NULL,
                waits_title = NULL, reason = $3 || COALESCE('. Before that: ' || reason, '')
             WHERE company_id = $1 AND status IN ('queued', 'failed') AND connection_id IN (SELECT c.id FROM connections c
                   WHERE c.company_id = $1 AND ",
            $former,
            ")"
        )
    };
}
const CLOSE: Sql = Sql::each(close!("c.is_current = 0"), close!("NOT c.is_current"));

pub(super) const ALL: &[Sql] = &[CLOSE];

/// Why such an entry ends.
const REASON: &str =
    "Counterfoil is connected to another QuickBooks company now; nothing more is sent to the former one";

/// Ends what was still to be told to a QuickBooks company that the company was connected to before: nobody can do anything
/// about it. When it is connected to that one again, the sweep finds what is missing there.
pub(crate) async fn close_former(tx: &mut Tx, company_id: Uuid, now: Timestamp) -> Result<(), db::Error> {
    tx.sql(CLOSE).bind(company_id).bind(now).bind(REASON).execute().await.map(drop)
}
