//! Taking entries out of the queue.

use db::{Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection};
use crate::lease::{self, Lease};
use crate::log::{Entry, columns};
use crate::{Engine, Error};

macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE log_entries SET status = 'running', started_at = $2 WHERE id IN (
                SELECT e.id FROM log_entries e
                WHERE e.connection_id = $1 AND e.status = 'queued' AND e.waits_kind IS NULL AND e.due_at <= $2
                  AND NOT EXISTS (SELECT 1 FROM log_entries r WHERE r.connection_id = e.connection_id
                       AND r.record_kind = e.record_kind AND r.record_id = e.record_id AND r.status = 'running')
                ORDER BY e.id LIMIT $3",
            $lock,
            ") RETURNING ",
            columns!()
        )
    };
}
/// Oldest first; never a record that is being worked on. An entry that a save is merging into right now is left for the
/// next claim: waiting for its lock could be a deadlock, which would fail the save.
const CLAIM: Sql = Sql::each(claim!(""), claim!(" FOR UPDATE OF e SKIP LOCKED"));
const NEXT_DUE: Sql = Sql::both(
    "SELECT MIN(due_at) AS due_at FROM log_entries WHERE connection_id = $1 AND status = 'queued' AND waits_kind IS NULL",
);
/// Entries that a dead worker left running and that have a follower: the follower does the work.
const YIELD_TO_FOLLOWER: Sql = Sql::both(
    "UPDATE log_entries SET status = 'skipped', finished_at = $2, reason = 'A later entry took over'
     WHERE connection_id = $1 AND status = 'running' AND EXISTS (
        SELECT 1 FROM log_entries q WHERE q.connection_id = log_entries.connection_id
          AND q.record_kind = log_entries.record_kind AND q.record_id = log_entries.record_id AND q.status = 'queued')",
);
const REQUEUE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'queued', due_at = $2 WHERE connection_id = $1 AND status = 'running'",
);

pub(super) const ALL: &[Sql] = &[CLAIM, NEXT_DUE, YIELD_TO_FOLLOWER, REQUEUE];

/// Up to `free` entries that can be worked on now, in the order in which they were written; `None` when the connection is
/// no longer as its driver knows it: switched off, enabled anew, without a login, or with something about it that has to be read.
pub(crate) async fn claim(
    engine: &Engine,
    known: &Connection,
    lease: Lease,
    free: usize,
) -> Result<Option<Vec<Entry>>, Error> {
    if known.changes_due_at.is_some_and(|due| due <= engine.now()) {
        return Ok(None);
    }
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    if !connection::is_still(&mut tx, known).await? {
        return Ok(None);
    }
    let limit = i64::try_from(free).unwrap_or(i64::MAX);
    let rows = tx.sql(CLAIM).bind(lease.connection_id).bind(engine.now()).bind(limit).all().await?;
    let mut entries = rows.iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    tx.commit().await?;
    entries.sort_by_key(|entry| entry.id);
    Ok(Some(entries))
}

/// When the next entry that waits for nothing is due.
pub(crate) async fn next_due(engine: &Engine, connection_id: Uuid) -> Result<Option<Timestamp>, Error> {
    let mut tx = engine.db().begin_read().await?;
    Ok(tx.sql(NEXT_DUE).bind(connection_id).one().await?.get("due_at")?)
}

/// Puts back what a dead worker has left running. What its calls have done is told by the same request ids.
pub(crate) async fn recover(tx: &mut Tx, connection_id: Uuid, now: Timestamp) -> Result<(), db::Error> {
    tx.sql(YIELD_TO_FOLLOWER).bind(connection_id).bind(now).execute().await?;
    tx.sql(REQUEUE).bind(connection_id).bind(now).execute().await.map(drop)
}
