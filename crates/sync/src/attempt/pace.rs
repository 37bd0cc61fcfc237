//! What was sent lately, for the pace of whoever drives a connection next.

use db::Sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Engine, Error};

/// The newest first, and no more than can count.
const STARTED: Sql = Sql::both(
    "SELECT started_at FROM attempts WHERE connection_id = $1 AND started_at > $2 ORDER BY started_at DESC LIMIT $3",
);

pub(super) const ALL: &[Sql] = &[STARTED];

/// When calls over the connection were started within the window in which QuickBooks counts, oldest first.
pub(crate) async fn started_within(engine: &Engine, connection_id: Uuid) -> Result<Vec<Timestamp>, Error> {
    let limits = engine.limits();
    let since = engine.now().saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
    let most = i64::try_from(limits.requests).unwrap_or(i64::MAX);
    let mut tx = engine.db().begin_read().await?;
    let rows = tx.sql(STARTED).bind(connection_id).bind(since).bind(most).all().await?;
    let starts = rows.iter().rev().map(|row| row.get("started_at"));
    Ok(starts.collect::<Result<_, _>>()?)
}
