//! From changes to entries, in the transaction of the save.
//!
//! # Concurrency
//! A record has at most one queued entry: a unique index says so, and a second change is merged into it. A change
//! that comes while the record is being worked on gets an entry of its own, which is claimed after the running one.

use clock::Ids;
use db::{Error, Sql, Tx};
use domain::change::{Action, Change, Record, RecordKind};
use jiff::Timestamp;
use planner::{Code, Problem};
use uuid::Uuid;

use super::family::look_again_after_save;
use super::retry::requeue_of_former_kind;
use crate::TOPIC;

/// Locked, as whoever writes a result locks it: an entry that goes back into the queue and one that a save makes for the
/// same record at that moment would else block each other.
const CONNECTION: Sql = Sql::each(
    "SELECT id FROM connections WHERE company_id = $1 AND is_current = 1 AND enabled_at IS NOT NULL",
    "SELECT id FROM connections WHERE company_id = $1 AND is_current AND enabled_at IS NOT NULL FOR KEY SHARE",
);
/// What began as a creation stays one until it is sent, unless the record goes.
const QUEUE: Sql = Sql::both(
    "INSERT INTO log_entries (company_id, id, connection_id, record_kind, record_id, action, title, status, merged, tries, queued_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, 0, $8, $8)
     ON CONFLICT (connection_id, record_kind, record_id) WHERE status = 'queued' DO UPDATE SET
        action = CASE WHEN log_entries.action = 'create' AND excluded.action = 'edit' THEN 'create' ELSE excluded.action END,
        title = excluded.title, due_at = excluded.due_at, merged = log_entries.merged + 1, tries = 0,
        waits_kind = NULL, waits_id = NULL, waits_title = NULL, reason = NULL",
);
const TAKE_OVER: Sql = Sql::both(
    "UPDATE log_entries SET status = 'skipped', code = NULL, waits_kind = NULL, waits_id = NULL, waits_title = NULL,
        reason = 'A later entry took over. Before that: ' || reason
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND status = 'failed'",
);
const HAS_ENTRY: Sql = Sql::both(
    "SELECT 1 AS found FROM log_entries WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3
       AND status IN ('queued', 'running', 'failed') LIMIT 1",
);

const FAILURE: Sql = Sql::both(
    "SELECT code, reason FROM log_entries WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND status = 'failed' LIMIT 1",
);

const IS_OPEN: Sql = Sql::both(
    "SELECT 1 AS found FROM log_entries WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3
       AND status IN ('queued', 'running') LIMIT 1",
);
const TITLE: Sql = Sql::both(
    "SELECT title FROM log_entries WHERE company_id = $1 AND record_id = $2 AND record_kind = $3 ORDER BY id DESC LIMIT 1",
);

pub(super) const ALL: &[Sql] = &[CONNECTION, QUEUE, TAKE_OVER, HAS_ENTRY, FAILURE, IS_OPEN, TITLE];

/// Queues an entry for each change to a kind of record that is sent. Does nothing while the integration is off.
pub(crate) async fn record(
    tx: &mut Tx,
    company_id: Uuid,
    changes: &[Change],
    now: Timestamp,
    ids: &dyn Ids,
) -> Result<(), Error> {
    let (sent, contacts): (Vec<_>, Vec<_>) = (
        changes.iter().filter(|change| is_told(change)).collect(),
        changes.iter().filter(|change| is_of_contact(change)).collect(),
    );
    if sent.is_empty() && contacts.is_empty() {
        return Ok(());
    }
    let Some(row) = tx.sql(CONNECTION).bind(company_id).optional().await? else { return Ok(()) };
    let connection_id: Uuid = row.get("id")?;
    for change in sent {
        queue(tx, company_id, connection_id, change, now, ids).await?;
        look_again_after_save(tx, company_id, connection_id, change.record, now).await?;
    }
    for change in contacts {
        requeue_of_former_kind(tx, connection_id, change.record, now).await?;
    }
    tx.wake_on_commit(TOPIC);
    Ok(())
}

/// Whether it is about a contact, which may have been of another kind before.
const fn is_of_contact(change: &Change) -> bool {
    matches!(change.record.kind, RecordKind::Customer | RecordKind::Supplier | RecordKind::Prospect)
}

/// Queues an entry for `change` unless the record has one that is open or failed.
pub(crate) async fn ensure(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    change: &Change,
    now: Timestamp,
    ids: &dyn Ids,
) -> Result<(), Error> {
    let record = change.record;
    let found =
        tx.sql(HAS_ENTRY).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    if found.is_none() {
        queue(tx, company_id, connection_id, change, now, ids).await?;
        tx.wake_on_commit(TOPIC);
    }
    Ok(())
}

/// What somebody has to see to about the record first.
pub(crate) async fn failure(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
) -> Result<Option<Problem>, Error> {
    let failed = tx.sql(FAILURE).bind(connection_id).bind(record.kind.code()).bind(record.id);
    let Some(row) = failed.optional().await? else { return Ok(None) };
    let (code, reason): (Option<String>, Option<String>) = (row.get("code")?, row.get("reason")?);
    let code = code.as_deref().and_then(Code::from_code).unwrap_or(Code::Refused);
    Ok(Some(Problem::new(code, reason.unwrap_or_default())))
}

/// Whether somebody has to do something about the record first.
pub(crate) async fn has_failed(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<bool, Error> {
    Ok(failure(tx, connection_id, record).await?.is_some())
}

/// Whether the record is at work, or will be.
pub(crate) async fn is_open(tx: &mut Tx, connection_id: Uuid, record: Record) -> Result<bool, Error> {
    let found =
        tx.sql(IS_OPEN).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    Ok(found.is_some())
}

/// How a person called the record last; its kind where nobody ever did.
pub(crate) async fn title(tx: &mut Tx, company_id: Uuid, record: Record) -> Result<String, Error> {
    let row = tx.sql(TITLE).bind(company_id).bind(record.id).bind(record.kind.code()).optional().await?;
    row.map_or_else(|| Ok(record.kind.words()), |row| row.get("title"))
}

/// Queues an entry for `change`, whether the integration is on or not. One that has failed is taken over.
pub(crate) async fn queue(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    change: &Change,
    now: Timestamp,
    ids: &dyn Ids,
) -> Result<(), Error> {
    let record = change.record;
    tx.sql(TAKE_OVER).bind(connection_id).bind(record.kind.code()).bind(record.id).execute().await?;
    tx.sql(QUEUE)
        .bind(company_id)
        .bind(ids.next())
        .bind(connection_id)
        .bind(record.kind.code())
        .bind(record.id)
        .bind(change.action.code())
        .bind(&change.title)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// Whether QuickBooks may hear of it: of kinds that have a place in the log, and not of an order that is sent or received
/// in part (fact sheet 1.1).
pub(crate) const fn is_told(change: &Change) -> bool {
    planner::entity(change.record.kind).is_some()
        && !matches!(change.action, Action::MarkAsSent | Action::ReceiveInPart)
}
