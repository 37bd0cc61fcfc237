//! The row of a connection.

use db::{Error as DbError, Row, Sql, Tx};
use jiff::Timestamp;
use planner::{Known, Settings};
use quickbooks::RealmId;
use uuid::Uuid;

use crate::{Error, log};

/// A company's link to one QuickBooks company.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// The company whose books are sent.
    pub company_id: Uuid,
    /// Identity.
    pub id: Uuid,
    /// The QuickBooks company.
    pub realm: RealmId,
    /// Whether the company goes on with it. One that it was connected to before is kept for when it comes back.
    pub is_current: bool,
    /// Documents created from this moment on are sent; `None` while the integration is off.
    pub enabled_at: Option<Timestamp>,
    /// Why the login has ended, when it has; nothing is sent until somebody connects again.
    pub login_lost: Option<String>,
    /// Nothing is sent before this moment.
    pub paused_until: Option<Timestamp>,
    /// Why not.
    pub pause_reason: Option<String>,
    /// Facts about the QuickBooks company.
    pub known: Known,
    /// When they were read; `None` when they have to be read again.
    pub known_at: Option<Timestamp>,
    /// What others changed in QuickBooks before this moment was looked at.
    pub changes_since: Option<Timestamp>,
    /// When that is looked at again.
    pub changes_due_at: Option<Timestamp>,
    /// The connection's choices.
    pub settings: Settings,
}

macro_rules! columns {
    () => {
        "company_id, id, realm_id, is_current, enabled_at, login_lost, paused_until, pause_reason, known, known_at, settings,
         changes_since, changes_due_at"
    };
}

const CURRENT: Sql = Sql::each(
    concat!("SELECT ", columns!(), " FROM connections WHERE company_id = $1 AND is_current = 1"),
    concat!("SELECT ", columns!(), " FROM connections WHERE company_id = $1 AND is_current"),
);
const BY_ID: Sql =
    Sql::both(concat!("SELECT ", columns!(), " FROM connections WHERE company_id = $1 AND id = $2"));
/// Across companies: a worker serves them all.
const EVERY_ENABLED: Sql = Sql::each(
    concat!("SELECT ", columns!(), " FROM connections WHERE is_current = 1 AND enabled_at IS NOT NULL"),
    concat!("SELECT ", columns!(), " FROM connections WHERE is_current AND enabled_at IS NOT NULL"),
);
macro_rules! due {
    ($is_current:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM connections c WHERE ",
            $is_current,
            " AND enabled_at IS NOT NULL AND login_lost IS NULL
               AND (paused_until IS NULL OR paused_until <= $1) AND (lease_until IS NULL OR lease_until <= $1)
               AND (known_at IS NULL OR changes_due_at <= $1 OR EXISTS (SELECT 1 FROM log_entries e WHERE e.connection_id = c.id
                           AND (e.status = 'running' OR (e.status = 'queued' AND e.waits_kind IS NULL AND e.due_at <= $1))))
             ORDER BY id"
        )
    };
}
const DUE: Sql = Sql::each(due!("is_current = 1"), due!("is_current"));
const PAUSE: Sql = Sql::both("UPDATE connections SET paused_until = $2, pause_reason = $3 WHERE id = $1");
const RESUME: Sql = Sql::both(
    "UPDATE connections SET paused_until = NULL, pause_reason = NULL WHERE id = $1 AND pause_reason IS NOT NULL",
);

pub(crate) const ALL: &[Sql] = &[CURRENT, BY_ID, EVERY_ENABLED, DUE, PAUSE, RESUME];

/// The company's current connection.
pub(crate) async fn current(tx: &mut Tx, company_id: Uuid) -> Result<Option<Connection>, Error> {
    tx.sql(CURRENT).bind(company_id).optional().await?.as_ref().map(read).transpose()
}

/// One of the company's connections.
pub(crate) async fn by_id(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Connection>, Error> {
    tx.sql(BY_ID).bind(company_id).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// Whether nobody has changed the connection: put another in its place, switched it off, enabled it anew, ended its login, or asked for its facts to be
/// read again.
pub(crate) async fn is_still(tx: &mut Tx, known: &Connection) -> Result<bool, Error> {
    Ok(by_id(tx, known.company_id, known.id).await?.as_ref() == Some(known))
}

/// Every current connection whose integration is on.
pub(crate) async fn every_enabled(tx: &mut Tx) -> Result<Vec<Connection>, Error> {
    readable(&tx.sql(EVERY_ENABLED).all().await?)
}

/// The connections that have something to send or facts to read now, and that nobody drives.
pub(crate) async fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<Connection>, Error> {
    readable(&tx.sql(DUE).bind(now).all().await?)
}

/// One that can't be read is told and left out: one company's trouble stays its own.
fn readable(rows: &[Row]) -> Result<Vec<Connection>, Error> {
    let mut connections = Vec::with_capacity(rows.len());
    for row in rows {
        let id: Uuid = row.get("id")?;
        match read(row) {
            Ok(connection) => connections.push(connection),
            Err(error) => {
                tracing::error!(%error, connection = %id, "a connection can't be read; nothing is sent over it")
            }
        }
    }
    Ok(connections)
}

/// Sends nothing over the connection before `until`.
pub(crate) async fn pause(tx: &mut Tx, id: Uuid, until: Timestamp, reason: &str) -> Result<(), DbError> {
    tx.sql(PAUSE).bind(id).bind(until).bind(log::storable(reason)).execute().await.map(drop)
}

/// Takes a pause back.
pub(crate) async fn resume(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    tx.sql(RESUME).bind(id).execute().await.map(drop)
}

fn read(row: &Row) -> Result<Connection, Error> {
    let known: Option<serde_json::Value> = row.get("known")?;
    let known = known.map(serde_json::from_value).transpose();
    Ok(Connection {
        company_id: row.get("company_id")?,
        id: row.get("id")?,
        realm: RealmId::new(row.get::<String>("realm_id")?).map_err(|_| Error::Stored("realm id"))?,
        is_current: row.get("is_current")?,
        enabled_at: row.get("enabled_at")?,
        login_lost: row.get("login_lost")?,
        paused_until: row.get("paused_until")?,
        pause_reason: row.get("pause_reason")?,
        known: known.map_err(|_| Error::Stored("fact about the QuickBooks company"))?.unwrap_or_default(),
        known_at: row.get("known_at")?,
        changes_since: row.get("changes_since")?,
        changes_due_at: row.get("changes_due_at")?,
        settings: serde_json::from_value(row.get("settings")?).map_err(|_| Error::Stored("setting"))?,
    })
}
