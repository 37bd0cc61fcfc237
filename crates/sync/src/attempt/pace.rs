//! What was sent lately, for the pace of whoever drives a connection next.

use db::{Row, Sql};
use jiff::Timestamp;
use quickbooks::Start;
use uuid::Uuid;

use crate::{Engine, Error};

/// The newest first, and no more than can count. What went in one batch was one request.
const STARTED: Sql = Sql::both(
    "SELECT started_at, COUNT(batch_id) AS batches FROM attempts
     WHERE connection_id = $1 AND started_at > $2
     GROUP BY started_at, COALESCE(batch_id, id) ORDER BY started_at DESC LIMIT $3",
);

pub(super) const ALL: &[Sql] = &[STARTED];

/// The requests that were started over the connection within the window in which QuickBooks counts, oldest first.
pub(crate) async fn started_within(engine: &Engine, connection_id: Uuid) -> Result<Vec<Start>, Error> {
    let limits = engine.limits();
    let since = engine.now().saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
    let most = i64::try_from(limits.requests).unwrap_or(i64::MAX);
    let mut tx = engine.db().begin_read().await?;
    let rows = tx.sql(STARTED).bind(connection_id).bind(since).bind(most).all().await?;
    let start =
        |row: &Row| Ok(Start { at: row.get("started_at")?, is_batch: row.get::<i64>("batches")? > 0 });
    rows.iter().rev().map(start).collect()
}
