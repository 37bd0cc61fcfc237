//! Changing links. Each change is stored with the attempt that caused it, in one transaction.

use db::{Error, Sql, Tx};
use domain::Money;
use domain::change::{Record, RecordKind};
use jiff::Timestamp;
use planner::drift::Held;
use quickbooks::Entity;
use uuid::Uuid;

use crate::connection::Connection;

const PUT: Sql = Sql::both(
    "INSERT INTO links (company_id, connection_id, record_kind, record_id, parent_id, remote_id, remote_number, sync_token,
        fingerprint, generation, refusals, revision, updated_at, entity, applied, held, lines)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (connection_id, record_kind, record_id) DO UPDATE SET
        parent_id = excluded.parent_id, remote_id = excluded.remote_id, remote_number = excluded.remote_number,
        sync_token = excluded.sync_token, fingerprint = excluded.fingerprint, revision = excluded.revision,
        refusals = 0, updated_at = excluded.updated_at, entity = excluded.entity, applied = excluded.applied,
        held = excluded.held, found = NULL, lines = excluded.lines, deposited = NULL",
);
/// The generation grows, so that no reply from before can be replayed.
const NEW_GENERATION: Sql = Sql::both(
    "UPDATE links SET remote_id = $4, sync_token = NULL, fingerprint = $5, generation = generation + 1, refusals = 0, updated_at = $6,
        held = NULL, found = NULL, unlinked_at = NULL, deposited = NULL, applied = NULL
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
const VERSION_UNKNOWN: Sql = Sql::both(
    "UPDATE links SET sync_token = NULL WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
/// What a payment does changes its invoice in QuickBooks too, and the refunds that it is put on: their versions have to
/// be read again.
const TOUCHED_BY_PAYMENT: Sql = Sql::both(
    "UPDATE links SET sync_token = NULL WHERE connection_id = $1
       AND ((record_kind = 'invoice' AND record_id = $2) OR (record_kind = 'refund' AND parent_id = $2))",
);
/// A bill that takes lines of an order, or lets go of them, closes or opens it in QuickBooks: nobody else did that.
const TOUCHED_BY_BILL: Sql = Sql::both(
    "UPDATE links SET sync_token = NULL, held = NULL WHERE connection_id = $1 AND record_kind = 'purchase_order' AND record_id = $2",
);
const REFUSE: Sql = Sql::both(
    "INSERT INTO links (company_id, connection_id, record_kind, record_id, generation, refusals, revision, updated_at)
     VALUES ($1, $2, $3, $4, 0, 1, 0, $5)
     ON CONFLICT (connection_id, record_kind, record_id) DO UPDATE SET refusals = links.refusals + 1, updated_at = excluded.updated_at",
);
const REVISION: Sql = Sql::both(
    "UPDATE links SET revision = CASE WHEN revision < $4 THEN $4 ELSE revision END, found = NULL
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND (revision < $4 OR found IS NOT NULL)",
);
/// The version is read again before anything is written.
const DOUBT: Sql = Sql::both(
    "UPDATE links SET found = $4, sync_token = NULL WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);
/// What was found is what was left from now on, whoever left it.
const SETTLE: Sql = Sql::each(
    "UPDATE links SET held = COALESCE(found, held), found = NULL, sync_token = NULL, unlinked_at = $4,
        fingerprint = CASE WHEN $5 = 1 THEN NULL ELSE fingerprint END
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
    "UPDATE links SET held = COALESCE(found, held), found = NULL, sync_token = NULL, unlinked_at = $4,
        fingerprint = CASE WHEN $5 THEN NULL ELSE fingerprint END
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);

const TAKEN: Sql =
    Sql::both("UPDATE links SET taken = $4 WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3");

const DEPOSITED: Sql = Sql::both(
    "UPDATE links SET deposited = $4 WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3",
);

pub(super) const ALL: &[Sql] = &[
    TAKEN,
    DEPOSITED,
    PUT,
    NEW_GENERATION,
    VERSION_UNKNOWN,
    TOUCHED_BY_PAYMENT,
    TOUCHED_BY_BILL,
    REFUSE,
    REVISION,
    DOUBT,
    SETTLE,
];

/// Where a link is and what hangs on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) company_id: Uuid,
    pub(crate) connection_id: Uuid,
    pub(crate) record: Record,
    /// The invoice, for money on it.
    pub(crate) parent_id: Option<Uuid>,
    /// The record's revision that was sent.
    pub(crate) revision: i64,
    pub(crate) now: Timestamp,
}

impl Place {
    /// Of `record`, of which nothing was sent just now.
    pub(crate) const fn of(
        connection: &Connection,
        record: Record,
        parent_id: Option<Uuid>,
        now: Timestamp,
    ) -> Self {
        let Connection { company_id, id: connection_id, .. } = *connection;
        Self { company_id, connection_id, record, parent_id, revision: 0, now }
    }
}

/// What has become of the entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is there, at this version, holding what has this fingerprint.
    Present {
        id: String,
        sync_token: Option<String>,
        number: Option<String>,
        fingerprint: Option<String>,
        entity: Entity,
        /// What a payment puts on its invoice.
        applied: Option<Money>,
        /// What the entity holds of what was sent.
        held: Option<Held>,
        /// Ids of the lines of a purchase order.
        lines: Vec<String>,
    },
    /// It is there with amounts of nothing.
    Voided { id: String, fingerprint: String },
    /// It is gone.
    Gone,
    /// It has another version than was thought.
    VersionUnknown,
}

/// Writes down what has become of the entity.
pub(crate) async fn apply(tx: &mut Tx, place: Place, change: Change) -> Result<(), Error> {
    let Place { connection_id, record, now, .. } = place;
    let key = (connection_id, record.kind.code(), record.id);
    match change {
        Change::Present { id, sync_token, number, fingerprint, entity, applied, held, lines } => {
            tx.sql(PUT)
                .bind(place.company_id)
                .bind(connection_id)
                .bind(record.kind.code())
                .bind(record.id)
                .bind(place.parent_id)
                .bind(id)
                .bind(number)
                .bind(sync_token)
                .bind(fingerprint)
                .bind(place.revision)
                .bind(now)
                .bind(entity.name())
                .bind(applied.map(Money::minor_units))
                .bind(held.as_ref().map(Held::stored))
                .bind((!lines.is_empty()).then(|| lines.join(",")))
                .execute()
                .await?;
        }
        Change::Voided { id, fingerprint } => {
            new_generation(tx, key, Some(id), Some(fingerprint), now).await?
        }
        Change::Gone => new_generation(tx, key, None, None, now).await?,
        Change::VersionUnknown => {
            tx.sql(VERSION_UNKNOWN).bind(key.0).bind(key.1).bind(key.2).execute().await?;
        }
    }
    match place.parent_id {
        Some(invoice) if record.kind == RecordKind::Payment => {
            tx.sql(TOUCHED_BY_PAYMENT).bind(connection_id).bind(invoice).execute().await.map(drop)
        }
        Some(order) if record.kind == RecordKind::Bill => {
            tx.sql(TOUCHED_BY_BILL).bind(connection_id).bind(order).execute().await.map(drop)
        }
        _ => Ok(()),
    }
}

async fn new_generation(
    tx: &mut Tx,
    key: (Uuid, &str, Uuid),
    remote_id: Option<String>,
    fingerprint: Option<String>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(NEW_GENERATION)
        .bind(key.0)
        .bind(key.1)
        .bind(key.2)
        .bind(remote_id)
        .bind(fingerprint)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// Counts a definite refusal, so that the corrected request has another request id.
pub(crate) async fn refuse(tx: &mut Tx, place: Place) -> Result<(), Error> {
    tx.sql(REFUSE)
        .bind(place.company_id)
        .bind(place.connection_id)
        .bind(place.record.kind.code())
        .bind(place.record.id)
        .bind(place.now)
        .execute()
        .await
        .map(drop)
}

/// Notes that someone else has the name or number `ours` of the record. The refusal that told so has made the row.
pub(crate) async fn note_taken(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    ours: &str,
) -> Result<(), Error> {
    let taken = tx.sql(TAKEN).bind(connection_id).bind(record.kind.code()).bind(record.id).bind(ours);
    taken.execute().await.map(drop)
}

/// Notes at which version QuickBooks has the entity in a bank deposit; that it is on none, without one.
pub(crate) async fn note_deposit(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    version: Option<&str>,
) -> Result<(), Error> {
    let note = tx.sql(DEPOSITED).bind(connection_id).bind(record.kind.code()).bind(record.id).bind(version);
    note.execute().await.map(drop)
}

/// Notes that the entity is no longer as it was left, until somebody has said what shall come of that.
pub(crate) async fn doubt(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    found: &Held,
) -> Result<(), Error> {
    let doubt = tx.sql(DOUBT).bind(connection_id).bind(record.kind.code()).bind(record.id);
    doubt.bind(found.stored()).execute().await.map(drop)
}

/// What somebody has said shall come of an entity that is no longer as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// Ours is sent again.
    Again,
    /// Theirs stays.
    Accepted,
    /// Nothing is sent any more, since this moment.
    Unlinked(Timestamp),
}

/// Takes the doubt back, as somebody has said.
pub(crate) async fn settle(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    settled: Settled,
) -> Result<(), Error> {
    let unlinked_at = match settled {
        Settled::Unlinked(at) => Some(at),
        Settled::Again | Settled::Accepted => None,
    };
    tx.sql(SETTLE)
        .bind(connection_id)
        .bind(record.kind.code())
        .bind(record.id)
        .bind(unlinked_at)
        .bind(settled == Settled::Again)
        .execute()
        .await
        .map(drop)
}

/// Notes that QuickBooks holds what the record's `revision` wants, though nothing had to be sent for it.
pub(crate) async fn remember_as_wanted(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    revision: i64,
) -> Result<(), Error> {
    tx.sql(REVISION)
        .bind(connection_id)
        .bind(record.kind.code())
        .bind(record.id)
        .bind(revision)
        .execute()
        .await
        .map(drop)
}
