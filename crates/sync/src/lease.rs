//! The lease of a connection: one worker at a time drives it.
//!
//! # Concurrency
//! A lease has an owner, an end and a fencing number that grows with every owner. Whoever writes a result first locks
//! the connection's row and checks the number ([`confirm`]); a worker that was too slow learns there that somebody else
//! has taken over, and writes nothing. The lock also puts the results of one connection in line, so that an entry which
//! begins to wait can't miss the end of what it waits for.

use db::{Dialect, Error as DbError, Sql, Tx};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{Engine, Error};

/// How long a lease lasts without being renewed.
pub(crate) const LENGTH: SignedDuration = SignedDuration::from_secs(30);
/// How often a worker renews it.
pub(crate) const RENEWAL: SignedDuration = SignedDuration::from_secs(10);

const TAKE: Sql = Sql::both(
    "UPDATE connections SET lease_owner = $2, lease_until = $3, lease_fence = lease_fence + 1
     WHERE id = $1 AND (lease_until IS NULL OR lease_until <= $4 OR lease_owner = $2)
     RETURNING lease_fence",
);
const RENEW: Sql = Sql::both("UPDATE connections SET lease_until = $3 WHERE id = $1 AND lease_fence = $2");
const RELEASE: Sql = Sql::both(
    "UPDATE connections SET lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_fence = $2",
);
const CONFIRM: Sql = Sql::each(
    "SELECT id FROM connections WHERE id = $1 AND lease_fence = $2",
    "SELECT id FROM connections WHERE id = $1 AND lease_fence = $2 FOR UPDATE",
);
const RELEASE_ALL: Sql = Sql::both("UPDATE connections SET lease_owner = NULL, lease_until = NULL");
const RELEASE_OWN: Sql =
    Sql::both("UPDATE connections SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = $1");

pub(crate) const ALL: &[Sql] = &[TAKE, RENEW, RELEASE, CONFIRM, RELEASE_ALL, RELEASE_OWN];

/// The right to drive a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lease {
    pub(crate) connection_id: Uuid,
    fence: i64,
}

/// Takes the lease of a connection that nobody holds, or that `owner` held before.
pub(crate) async fn take(
    tx: &mut Tx,
    connection_id: Uuid,
    owner: Uuid,
    now: Timestamp,
) -> Result<Option<Lease>, DbError> {
    let until = now.saturating_add(LENGTH).unwrap_or(Timestamp::MAX);
    let taken = tx.sql(TAKE).bind(connection_id).bind(owner).bind(until).bind(now).optional().await?;
    taken.map(|row| Ok(Lease { connection_id, fence: row.get("lease_fence")? })).transpose()
}

/// Lengthens the lease.
pub(crate) async fn renew(engine: &Engine, lease: Lease) -> Result<(), Error> {
    let until = engine.now().saturating_add(LENGTH).unwrap_or(Timestamp::MAX);
    let mut tx = engine.db().begin_write().await?;
    let renewed = tx.sql(RENEW).bind(lease.connection_id).bind(lease.fence).bind(until).execute().await?;
    tx.commit().await?;
    if renewed == 0 { Err(Error::LeaseLost) } else { Ok(()) }
}

/// Gives the lease back.
pub(crate) async fn release(engine: &Engine, lease: Lease) -> Result<(), Error> {
    let mut tx = engine.db().begin_write().await?;
    tx.sql(RELEASE).bind(lease.connection_id).bind(lease.fence).execute().await?;
    Ok(tx.commit().await?)
}

/// Locks the connection's row for the rest of the transaction.
pub(crate) async fn confirm(tx: &mut Tx, lease: Lease) -> Result<(), Error> {
    let held = tx.sql(CONFIRM).bind(lease.connection_id).bind(lease.fence).optional().await?;
    held.map(drop).ok_or(Error::LeaseLost)
}

/// Ends the leases of the process that ran before this one, so that what it left running goes on at once. On SQLite one
/// process has the file to itself, so every lease was its own. On PostgreSQL other workers may be alive: only the
/// leases of `owner` end here, and those of the others by themselves.
pub(crate) async fn release_those_of_a_dead_process(engine: &Engine, owner: Uuid) -> Result<(), Error> {
    let mut tx = engine.db().begin_write().await?;
    match engine.db().dialect() {
        Dialect::Sqlite => tx.sql(RELEASE_ALL).execute().await?,
        Dialect::Postgres => tx.sql(RELEASE_OWN).bind(owner).execute().await?,
    };
    Ok(tx.commit().await?)
}
