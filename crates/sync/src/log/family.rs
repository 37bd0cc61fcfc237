//! An invoice and the money on it: what waits among them looks again whenever something becomes of one of them.

use db::{Error, Sql, Tx};
use domain::change::{Record, RecordKind};
use jiff::Timestamp;
use uuid::Uuid;

use crate::link;

macro_rules! look_again {
    ($which:literal) => {
        concat!(
            "UPDATE log_entries SET due_at = $4, reason = NULL, waits_kind = NULL, waits_id = NULL, waits_title = NULL WHERE ",
            $which
        )
    };
}
/// On PostgreSQL the rows are locked in the order in which saves lock them.
const LOOK_AGAIN: Sql = Sql::each(
    look_again!(
        "connection_id = $1 AND status = 'queued' AND waits_kind IS NOT NULL AND record_kind IN ('invoice', 'payment', 'refund')
           AND (record_id = $2 OR record_id IN (SELECT id FROM transactions WHERE company_id = $3 AND document_id = $2)
             OR record_id IN (SELECT record_id FROM links WHERE connection_id = $1 AND parent_id = $2 AND remote_id IS NOT NULL))"
    ),
    look_again!(
        "id IN (SELECT id FROM log_entries
           WHERE connection_id = $1 AND status = 'queued' AND waits_kind IS NOT NULL AND record_kind IN ('invoice', 'payment', 'refund')
             AND (record_id = $2 OR record_id IN (SELECT id FROM transactions WHERE company_id = $3 AND document_id = $2)
               OR record_id IN (SELECT record_id FROM links WHERE connection_id = $1 AND parent_id = $2 AND remote_id IS NOT NULL))
           ORDER BY id FOR UPDATE)"
    ),
);

const ALL_LOOK_AGAIN: Sql = Sql::each(
    look_again!(
        "connection_id = $1 AND status = 'queued' AND waits_kind IS NOT NULL AND record_kind IN ('invoice', 'payment', 'refund')
           AND company_id = $3 AND record_id <> $2"
    ),
    look_again!(
        "id IN (SELECT id FROM log_entries
           WHERE connection_id = $1 AND status = 'queued' AND waits_kind IS NOT NULL AND record_kind IN ('invoice', 'payment', 'refund')
             AND company_id = $3 AND record_id <> $2
           ORDER BY id FOR UPDATE)"
    ),
);

pub(super) const ALL: &[Sql] = &[LOOK_AGAIN, ALL_LOOK_AGAIN];

/// Lets whatever waits among the invoice and its money look again. What it waits for was right when it was looked at; what is
/// entered, chosen or done since may have turned that round, so that two would wait for each other.
pub(crate) async fn look_again_around(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    record: Record,
    now: Timestamp,
) -> Result<(), Error> {
    let invoice = match record.kind {
        RecordKind::Invoice => Some(record.id),
        RecordKind::Payment | RecordKind::Refund => invoice_of(tx, company_id, connection_id, record).await?,
        _ => None,
    };
    let Some(invoice) = invoice else { return Ok(()) };
    tx.sql(LOOK_AGAIN).bind(connection_id).bind(invoice).bind(company_id).bind(now).execute().await?;
    Ok(())
}

/// The same after a save. Of money that was taken back before it was sent nobody knows the invoice any more: then all money looks
/// again.
pub(super) async fn look_again_after_save(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    record: Record,
    now: Timestamp,
) -> Result<(), Error> {
    let is_money = matches!(record.kind, RecordKind::Payment | RecordKind::Refund);
    if is_money && invoice_of(tx, company_id, connection_id, record).await?.is_none() {
        let again = tx.sql(ALL_LOOK_AGAIN).bind(connection_id).bind(record.id).bind(company_id).bind(now);
        return again.execute().await.map(drop);
    }
    look_again_around(tx, company_id, connection_id, record, now).await
}

async fn invoice_of(
    tx: &mut Tx,
    company_id: Uuid,
    connection_id: Uuid,
    money: Record,
) -> Result<Option<Uuid>, Error> {
    match store::transactions::get(tx, company_id, money.id).await? {
        Some(saved) => Ok(Some(saved.record.document_id)),
        None => link::parent(tx, connection_id, money).await,
    }
}
