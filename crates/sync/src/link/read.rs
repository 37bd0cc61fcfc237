//! Reading links.

use db::{Error as DbError, Row, Sql, Tx};
use domain::Money;
use domain::change::{Record, RecordKind};
use jiff::Timestamp;
use planner::{Code, Link};
use quickbooks::Entity;
use uuid::Uuid;

use crate::Error;

const GET: Sql = Sql::both(
    "SELECT remote_id, sync_token, fingerprint, entity, applied, taken, generation, refusals, held, found, unlinked_at,
        deposited FROM links
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
const STANDING: Sql = Sql::both(
    "SELECT l.remote_id AS remote_id, (SELECT COUNT(*) FROM log_entries e WHERE e.connection_id = l.connection_id
          AND e.record_kind = l.record_kind AND e.record_id = l.record_id AND e.status IN ('queued', 'running')) AS open,
        (SELECT MAX(e.code) FROM log_entries e WHERE e.connection_id = l.connection_id AND e.record_kind = l.record_kind
          AND e.record_id = l.record_id AND e.status = 'failed' AND e.waits_kind IS NULL) AS code
     FROM links l WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
const CHILD: Sql = Sql::both(
    "SELECT record_kind, record_id FROM links WHERE connection_id = $1 AND parent_id = $2 AND remote_id IS NOT NULL LIMIT 1",
);
/// One whose own entry failed does not hold the invoice up: somebody has to do something about it first. Of one that
/// was taken back before its creation was answered nobody knows any more which invoice it was for, so it counts for
/// each.
const LEAVING: Sql = Sql::both(
    "SELECT e.record_kind AS record_kind, e.record_id AS record_id FROM log_entries e
     LEFT JOIN links l ON l.connection_id = e.connection_id AND l.record_kind = e.record_kind AND l.record_id = e.record_id
     WHERE e.company_id = $1 AND e.connection_id = $2 AND e.record_kind = 'payment' AND e.status IN ('queued', 'running')
       AND (l.parent_id = $3 OR l.parent_id IS NULL)
       AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.company_id = $1 AND t.id = e.record_id)
     LIMIT 1",
);
/// A payment that the books no longer have and QuickBooks still holds, even if its own entry failed.
const LEFT_BEHIND: Sql = Sql::both(
    "SELECT record_kind, record_id FROM links l
     WHERE connection_id = $2 AND parent_id = $3 AND record_kind = 'payment' AND remote_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.company_id = $1 AND t.id = l.record_id)
     LIMIT 1",
);
const GONE: Sql = Sql::both(
    "SELECT 1 AS found WHERE NOT EXISTS (SELECT 1 FROM links
             WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND remote_id IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM log_entries
             WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND status IN ('queued', 'running'))",
);
const OWNER: Sql = Sql::both(
    "SELECT record_id FROM links WHERE connection_id = $1 AND record_kind = $2 AND remote_id = $3 AND record_id <> $4
       AND (unlinked_at IS NULL OR record_kind NOT IN ('customer', 'supplier')) LIMIT 1",
);
const BY_REMOTE: Sql = Sql::both(
    "SELECT record_kind, record_id FROM links WHERE connection_id = $1 AND remote_id = $2 AND entity = $3
       AND (unlinked_at IS NULL OR record_kind NOT IN ('customer', 'supplier')) LIMIT 1",
);
const CHILDREN: Sql = Sql::both(
    "SELECT record_kind, record_id FROM links WHERE connection_id = $1 AND parent_id = $2 AND remote_id IS NOT NULL ORDER BY record_id",
);
const ANY: Sql =
    Sql::both("SELECT 1 AS found FROM links WHERE connection_id = $1 AND remote_id IS NOT NULL LIMIT 1");
const PARENT: Sql =
    Sql::both("SELECT parent_id FROM links WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3");

const LINES: Sql =
    Sql::both("SELECT lines FROM links WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3");

pub(super) const ALL: &[Sql] =
    &[LINES, GET, STANDING, CHILD, LEAVING, LEFT_BEHIND, GONE, OWNER, BY_REMOTE, CHILDREN, ANY, PARENT];

/// The record's link; the default when it was never sent.
pub(crate) async fn get(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<Link, Error> {
    let row = tx.sql(GET).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    row.as_ref().map(read).transpose().map(Option::unwrap_or_default)
}

/// Ids of the record's lines in QuickBooks; none where they are not kept.
pub(crate) async fn lines(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<Vec<String>, Error> {
    let row = tx.sql(LINES).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    let kept: Option<String> = row.map(|row| row.get("lines")).transpose()?.flatten();
    Ok(kept.map(|kept| kept.split(',').map(str::to_owned).collect()).unwrap_or_default())
}

/// How far a record is that another one needs.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// Its id in QuickBooks, once it is there.
    pub(crate) remote_id: Option<String>,
    /// Whether an entry of its own is open.
    pub(crate) is_open: bool,
    /// Whether its own entry tells that it is gone or out of use there.
    pub(crate) is_lost: bool,
}

/// How far the record is.
pub(crate) async fn standing(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<Standing, DbError> {
    let row =
        tx.sql(STANDING).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    let Some(row) = row else { return Ok(Standing::default()) };
    let code = row.get::<Option<String>>("code")?.as_deref().and_then(Code::from_code);
    Ok(Standing {
        remote_id: row.get("remote_id")?,
        is_open: row.get::<i64>("open")? > 0,
        is_lost: code.is_some_and(Code::is_lost),
    })
}

/// The record's id in QuickBooks, when it is there and no entry of its own is open.
pub(crate) async fn ready(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
) -> Result<Option<String>, DbError> {
    let Standing { remote_id, is_open, .. } = standing(tx, connection_id, record).await?;
    Ok(remote_id.filter(|_| !is_open))
}

/// Whether the record is not in QuickBooks and nothing is under way that may bring it there.
pub(crate) async fn is_gone(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<bool, DbError> {
    let gone = tx.sql(GONE).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    Ok(gone.is_some())
}

/// A record that hangs on `parent_id` and that QuickBooks still holds.
pub(crate) async fn child(
    tx: &mut Tx,
    connection_id: Uuid,
    parent_id: Uuid,
) -> Result<Option<Record>, Error> {
    tx.sql(CHILD).bind(connection_id).bind(parent_id).optional().await?.as_ref().map(record).transpose()
}

/// A payment that hung on `parent_id`, is gone from the books, and is about to go from QuickBooks.
pub(crate) async fn leaving(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    parent_id: Uuid,
) -> Result<Option<Record>, Error> {
    let leaving = tx.sql(LEAVING).bind(company_id).bind(connection_id).bind(parent_id);
    leaving.optional().await?.as_ref().map(record).transpose()
}

/// A payment that hung on `parent_id`, is gone from the books, and that QuickBooks still holds.
pub(crate) async fn left_behind(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    parent_id: Uuid,
) -> Result<Option<Record>, Error> {
    let left = tx.sql(LEFT_BEHIND).bind(company_id).bind(connection_id).bind(parent_id);
    left.optional().await?.as_ref().map(record).transpose()
}

fn record(row: &Row) -> Result<Record, Error> {
    let kind: String = row.get("record_kind")?;
    let kind = RecordKind::from_code(&kind).ok_or(Error::Stored("record kind"))?;
    Ok(Record::new(kind, row.get("record_id")?))
}

/// Whether `remote_id` stands for another record of the same kind already. A contact that is unlinked, as one that was
/// merged is, leaves it to others.
pub(crate) async fn is_owned_by_another(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    remote_id: &str,
) -> Result<bool, Error> {
    let owner = tx.sql(OWNER).bind(connection_id).bind(record.kind.code()).bind(remote_id).bind(record.id);
    Ok(owner.optional().await?.is_some())
}

/// The record that an entity stands for; none for a contact that is unlinked.
pub(crate) async fn by_remote(
    tx: &mut Tx,
    connection_id: Uuid,
    entity: Entity,
    remote_id: &str,
) -> Result<Option<Record>, Error> {
    let found = tx.sql(BY_REMOTE).bind(connection_id).bind(remote_id).bind(entity.name()).optional().await?;
    found.as_ref().map(record).transpose()
}

/// Every record that hangs on `parent_id` and that QuickBooks holds.
pub(crate) async fn children(
    tx: &mut Tx,
    connection_id: Uuid,
    parent_id: Uuid,
) -> Result<Vec<Record>, Error> {
    tx.sql(CHILDREN).bind(connection_id).bind(parent_id).all().await?.iter().map(record).collect()
}

/// Whether QuickBooks holds anything that was sent over the connection.
pub(crate) async fn is_any(tx: &mut Tx, connection_id: Uuid) -> Result<bool, Error> {
    Ok(tx.sql(ANY).bind(connection_id).optional().await?.is_some())
}

/// What the record hangs on.
pub(crate) async fn parent(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
) -> Result<Option<Uuid>, DbError> {
    let row = tx.sql(PARENT).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    Ok(row.map(|row| row.get("parent_id")).transpose()?.flatten())
}

fn read(row: &Row) -> Result<Link, Error> {
    let entity: Option<String> = row.get("entity")?;
    let entity =
        entity.map(|name| Entity::from_name(&name)).transpose().map_err(|_| Error::Stored("entity"))?;
    let held: Option<serde_json::Value> = row.get("held")?;
    let held = held.map(serde_json::from_value).transpose().map_err(|_| Error::Stored("holding"))?;
    Ok(Link {
        entity,
        held,
        is_doubted: row.get::<Option<serde_json::Value>>("found")?.is_some(),
        is_unlinked: row.get::<Option<Timestamp>>("unlinked_at")?.is_some(),
        deposited: row.get("deposited")?,
        applied: row.get::<Option<i64>>("applied")?.map(Money::from_minor_units),
        taken: row.get("taken")?,
        remote_id: row.get("remote_id")?,
        sync_token: row.get("sync_token")?,
        fingerprint: row.get("fingerprint")?,
        generation: row.get("generation")?,
        refusals: row.get("refusals")?,
    })
}
