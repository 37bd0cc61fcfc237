//! Addresses, connections and their settings.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, PgPool, Row as _, SqlitePool};

use crate::error::Error;

/// How long to wait for a free connection. Writers on SQLite queue here, each for a few milliseconds, so ten
/// seconds mean that something is stuck.
const POOL_WAIT: Duration = Duration::from_secs(10);

/// How long SQLite waits for a lock that another process holds, such as a backup.
const SQLITE_BUSY_WAIT: Duration = Duration::from_secs(10);

/// Reading connections on SQLite. Each is a thread; more than the cores of a small server gain nothing.
const SQLITE_READERS: u32 = 4;

/// Connections of one process to PostgreSQL. Its default limit is 100 for all processes together.
const POSTGRES_CONNECTIONS: u32 = 10;

/// Prepared statements kept by each connection: more than the program has.
const STATEMENT_CACHE: usize = 500;

/// How long PostgreSQL waits for a row or table lock before the statement fails.
const POSTGRES_LOCK_WAIT: &str = "10s";

/// When PostgreSQL ends a transaction that does nothing: no transaction of ours waits for anything but the database.
const POSTGRES_IDLE_TRANSACTION: &str = "60s";

/// The oldest PostgreSQL that is tested, as `server_version_num` says it.
const POSTGRES_OLDEST: i32 = 150_000;

/// Which database an address names.
pub(crate) enum Address {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl FromStr for Address {
    type Err = Error;

    // The address may hold a password, so no message repeats it.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") if text.contains(":memory:") || text.contains("mode=memory") => {
                Err(Error::Address(
                    "a SQLite database in memory cannot have readers beside its writer; name a file".into(),
                ))
            }
            Some("sqlite") => SqliteConnectOptions::from_str(text)
                .map(|options| Self::Sqlite(sqlite_settings(options)))
                .map_err(|_| Error::Address("expected sqlite:path/of/file.db".into())),
            Some("postgres" | "postgresql") => PgConnectOptions::from_str(text)
                .map(|options| Self::Postgres(postgres_settings(options)))
                .map_err(|_| Error::Address("expected postgres://user:password@host:port/database".into())),
            _ => Err(Error::Address("it must begin with sqlite: or postgres:".into())),
        }
    }
}

fn sqlite_settings(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A link to a QuickBooks record that is lost in a power cut would become a duplicate there.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(SQLITE_BUSY_WAIT)
        .statement_cache_capacity(STATEMENT_CACHE)
        .optimize_on_close(true, None)
}

fn postgres_settings(options: PgConnectOptions) -> PgConnectOptions {
    options.application_name("counterfoil").statement_cache_capacity(STATEMENT_CACHE).options([
        ("TimeZone", "UTC"),
        ("lock_timeout", POSTGRES_LOCK_WAIT),
        ("idle_in_transaction_session_timeout", POSTGRES_IDLE_TRANSACTION),
    ])
}

/// The one writer and the readers of a SQLite file.
pub(crate) async fn sqlite(options: SqliteConnectOptions) -> Result<(SqlitePool, SqlitePool), Error> {
    let writer = sqlite_pool(1).connect_with(options.clone()).await.map_err(on_open)?;
    let readers = sqlite_pool(SQLITE_READERS)
        .connect_with(options.optimize_on_close(false, None).pragma("query_only", "ON"))
        .await
        .map_err(on_open)?;
    Ok((writer, readers))
}

fn sqlite_pool(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(size)
        .acquire_timeout(POOL_WAIT)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(is_between_transactions(connection)))
}

/// SQLite ends a transaction by itself when the disk is full; the driver then counts one that is not there, and
/// would refuse to begin another on this connection for ever. Such a connection is replaced.
async fn is_between_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    Ok(!connection.is_in_transaction())
}

/// The connections to PostgreSQL.
pub(crate) async fn postgres(options: PgConnectOptions) -> Result<PgPool, Error> {
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(POOL_WAIT)
        .connect_with(options)
        .await
        .map_err(on_open)?;
    let version = sqlx::query("SELECT current_setting('server_version_num')::int4 AS version")
        .fetch_one(&pool)
        .await
        .and_then(|row| row.try_get::<i32, _>("version"))
        .map_err(on_open)?;
    new_enough(version)?;
    Ok(pool)
}

fn new_enough(version: i32) -> Result<(), Error> {
    if version >= POSTGRES_OLDEST {
        return Ok(());
    }
    let (found, oldest) = (version / 10_000, POSTGRES_OLDEST / 10_000);
    Err(Error::Address(format!("it is PostgreSQL {found}; version {oldest} or later is needed")))
}

fn on_open(error: sqlx::Error) -> Error {
    match Error::from_driver(error, "opening the database") {
        Error::Busy(_) => Error::too_slow("connecting", POOL_WAIT),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_postgres_is_refused_by_its_version() {
        assert!(new_enough(150_000).is_ok() && new_enough(180_001).is_ok());
        let error = new_enough(140_022).unwrap_err().to_string();
        assert!(error.ends_with("it is PostgreSQL 14; version 15 or later is needed"), "{error}");
    }
}
