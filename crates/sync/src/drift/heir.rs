//! What hangs on a contact that somebody has merged into another one there: QuickBooks has handed it over to that one, the heir.

use db::{Error as DbError, Row, Sql, Tx};
use domain::change::{Record, RecordKind};
use jiff::Timestamp;
use planner::drift::{Choice, Held};
use planner::{Code, entity};
use quickbooks::Entity;
use uuid::Uuid;

use crate::connection::Connection;
use crate::{Error, queue};

/// Documents first, because they tell of the contact themselves.
const HANGING_ON: Sql = Sql::both(
    "SELECT l.record_kind AS record_kind, l.record_id AS record_id, l.remote_id AS remote_id, l.entity AS entity,
        l.held AS held, l.found AS found FROM links l
     JOIN documents d ON d.company_id = $1 AND d.id = COALESCE(l.parent_id, l.record_id)
     WHERE l.connection_id = $2 AND d.contact_id = $3 AND l.remote_id IS NOT NULL AND l.unlinked_at IS NULL
       AND l.record_kind IN ('invoice', 'payment', 'refund', 'purchase_order', 'bill')
     ORDER BY l.record_kind IN ('payment', 'refund'), l.updated_at DESC",
);
const HAND_OVER: Sql = Sql::both(
    "UPDATE links SET held = $4, found = $5, sync_token = NULL
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
const COMPLETE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'completed', code = NULL, finished_at = $5, reason = $4 || reason
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND status = 'failed' AND code = $6",
);

pub(super) const ALL: &[Sql] = &[HANGING_ON, HAND_OVER, COMPLETE];

/// A document of a contact, or money on one, that is there.
pub(crate) struct Hanging {
    pub(crate) record: Record,
    pub(crate) remote_id: String,
    pub(crate) entity: Entity,
    held: Option<Held>,
    found: Option<Held>,
}

/// What of a contact is there, documents first.
pub(crate) async fn hanging_on(
    tx: &mut Tx,
    connection: &Connection,
    contact: Uuid,
) -> Result<Vec<Hanging>, Error> {
    let asked = tx.sql(HANGING_ON).bind(connection.company_id).bind(connection.id).bind(contact);
    asked.all().await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Hanging, Error> {
    let kind = RecordKind::from_code(&row.get::<String>("record_kind")?);
    let kind = kind.ok_or(Error::Stored("record kind"))?;
    let named = row.get::<Option<String>>("entity")?;
    let named =
        named.map(|name| Entity::from_name(&name)).transpose().map_err(|_| Error::Stored("entity"))?;
    let kept = |column: &str| -> Result<Option<Held>, Error> {
        let kept: Option<serde_json::Value> = row.get(column)?;
        kept.map(serde_json::from_value).transpose().map_err(|_| Error::Stored("holding"))
    };
    Ok(Hanging {
        record: Record::new(kind, row.get("record_id")?),
        remote_id: row.get("remote_id")?,
        entity: named.or(entity(kind)).ok_or(Error::Stored("entity"))?,
        held: kept("held")?,
        found: kept("found")?,
    })
}

/// What may be chosen for a contact that is merged, on which this hangs. Only a document tells into whom it was, and QuickBooks
/// gives none to another customer while it is paid (fact sheet 12.4).
pub(super) fn offered(hanging: &[Hanging]) -> Vec<Choice> {
    let may_be = |choice: &Choice| match choice {
        Choice::Accept => !hanging.is_empty(),
        Choice::Recreate => hanging.iter().all(|each| each.record.kind != RecordKind::Payment),
        Choice::PushAgain | Choice::Unlink => true,
    };
    Choice::offered(Code::MergedThere).iter().copied().filter(may_be).collect()
}

/// Has what hangs on a contact be the heir's as it is, as QuickBooks has it, and ends the entries that tell of nothing else.
/// `from` is the id of the one who is gone, `heir` the other's, who is called `name`.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    connection: &Connection,
    hanging: Vec<Hanging>,
    (from, heir, name): (&str, &str, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    let what = format!("It belongs to “{name}” there, which was accepted. Before that: ");
    for Hanging { record, held, found, .. } in hanging {
        let key = (connection.id, record.kind.code(), record.id);
        let after = held.map(|held| held.handed_over(from, heir, name));
        let is_all = found == after;
        let found = found.filter(|_| !is_all);
        let kept = tx.sql(HAND_OVER).bind(key.0).bind(key.1).bind(key.2);
        let kept = kept.bind(after.as_ref().map(Held::stored)).bind(found.as_ref().map(Held::stored));
        kept.execute().await?;
        if is_all {
            let complete = tx.sql(COMPLETE).bind(key.0).bind(key.1).bind(key.2).bind(&what).bind(now);
            complete.bind(Code::ChangedThere.as_str()).execute().await?;
            queue::set_free(tx, connection.id, record, now).await?;
        }
    }
    Ok(())
}
