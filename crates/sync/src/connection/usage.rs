//! Calls by month, as QuickBooks counts them: reads are metered, writes are not (fact sheet 5).

use db::{Error as DbError, Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

use super::row;
use crate::{Engine, Error};

/// Reads a month that an app has for nothing, over all companies that it is connected to (fact sheet 5, the smallest tier).
pub const FREE_READS: i64 = 500_000;
/// Months that are shown, the present one included.
const MONTHS_SHOWN: i64 = 12;

const COUNT: Sql = Sql::both(
    "INSERT INTO calls (company_id, connection_id, month, reads, writes) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (connection_id, month) DO UPDATE SET reads = calls.reads + excluded.reads, writes = calls.writes + excluded.writes",
);
const LATEST: Sql = Sql::both(
    "SELECT month, reads, writes FROM calls WHERE company_id = $1 AND connection_id = $2 ORDER BY month DESC LIMIT $3",
);

pub(super) const ALL: &[Sql] = &[COUNT, LATEST];

/// Calls of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The month in UTC, such as `2026-11`.
    pub month: String,
    /// Calls that got something out of QuickBooks: reads and queries.
    pub reads: i64,
    /// Calls that put something in: creations, changes and deletions.
    pub writes: i64,
}

impl Usage {
    fn of(now: Timestamp) -> Self {
        Self { month: now.strftime("%Y-%m").to_string(), reads: 0, writes: 0 }
    }
}

/// Counts calls that are about to be made, or were made.
pub(crate) async fn count(
    tx: &mut Tx,
    (company_id, connection_id): (Uuid, Uuid),
    now: Timestamp,
    reads: i64,
    writes: i64,
) -> Result<(), DbError> {
    let Usage { month, .. } = Usage::of(now);
    let count = tx.sql(COUNT).bind(company_id).bind(connection_id).bind(month).bind(reads).bind(writes);
    count.execute().await.map(drop)
}

impl Engine {
    /// Calls of the current connection by month, the newest first. The first is the present month.
    ///
    /// # Errors
    /// [`Error::NotConnected`] without a connection.
    pub async fn usage(&self, company_id: Uuid) -> Result<Vec<Usage>, Error> {
        let mut tx = self.db().begin_read().await?;
        let id = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?.id;
        let rows = tx.sql(LATEST).bind(company_id).bind(id).bind(MONTHS_SHOWN).all().await?;
        let mut months = Vec::with_capacity(rows.len() + 1);
        for row in rows {
            months.push(Usage {
                month: row.get("month")?,
                reads: row.get("reads")?,
                writes: row.get("writes")?,
            });
        }
        let present = Usage::of(self.now());
        if months.first().is_none_or(|newest| newest.month != present.month) {
            months.insert(0, present);
        }
        Ok(months)
    }
}
