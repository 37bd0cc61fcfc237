//! Which records are gone, for clients that keep a copy (fact sheet 2.10).

use crate::listed::{Listed, Page, count};
use db::{Error, Row, Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

macro_rules! filter {
    () => {
        "WHERE company_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR context_id = $2) AND created_at >= $3"
    };
}

const INSERT: Sql = Sql::both(
    "INSERT INTO deleted_log (company_id, context_id, record_id, created_at) VALUES ($1, $2, $3, $4)",
);
const COUNT: Sql = Sql::both(concat!("SELECT COUNT(*) AS count FROM deleted_log ", filter!()));
const LIST: Sql = Sql::both(concat!(
    "SELECT id, context_id, record_id, created_at FROM deleted_log ",
    filter!(),
    " ORDER BY id DESC LIMIT $4 OFFSET $5"
));

pub(crate) const ALL: &[Sql] = &[INSERT, COUNT, LIST];

/// A record that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Grows with each deletion.
    pub id: i64,
    /// What it was, as the API's `context_id`.
    pub context_id: i64,
    /// Which one it was.
    pub record_id: Uuid,
    /// When it was deleted.
    pub created_at: Timestamp,
}

/// Notes that a record is gone.
pub async fn insert(
    tx: &mut Tx,
    company_id: Uuid,
    context_id: i64,
    record_id: Uuid,
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(INSERT).bind(company_id).bind(context_id).bind(record_id).bind(now).execute().await.map(drop)
}

/// What was deleted at or after `since`, newest first; of one context or of all.
pub async fn list(
    tx: &mut Tx,
    company_id: Uuid,
    context_id: Option<i64>,
    since: Timestamp,
    page: Page,
) -> Result<Listed<Deletion>, Error> {
    let count = count(&tx.sql(COUNT).bind(company_id).bind(context_id).bind(since).one().await?)?;
    let statement = tx.sql(LIST).bind(company_id).bind(context_id).bind(since);
    let rows = statement.bind(page.size).bind(page.offset()).all().await?;
    Ok(Listed { rows: rows.iter().map(read).collect::<Result<_, _>>()?, count })
}

fn read(row: &Row) -> Result<Deletion, Error> {
    Ok(Deletion {
        id: row.get("id")?,
        context_id: row.get("context_id")?,
        record_id: row.get("record_id")?,
        created_at: row.get("created_at")?,
    })
}
