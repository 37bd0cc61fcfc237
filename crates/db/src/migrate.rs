//! Bringing the tables up to date. Forward only.
//!
//! # Concurrency
//! Two processes may start at once: each migration runs in a write transaction that holds a lock (SQLite's write
//! lock, an advisory lock on PostgreSQL) and looks again at what is done before it does anything.

use sha2::{Digest as _, Sha256};
use sqlx::Executor as _;

use crate::database::{Db, Dialect};
use crate::error::Error;
use crate::sql::Sql;
use crate::transaction::{Inner, State, Tx};

/// One step from one shape of the tables to the next. Its text may hold several statements. Once released, it is
/// never changed: the database remembers its checksum.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order; numbers only grow.
    pub version: i64,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Its text on SQLite.
    pub sqlite: &'static str,
    /// Its text on PostgreSQL.
    pub postgres: &'static str,
}

/// The key of the advisory lock: "cfoilmig" as a number, which no other program is likely to use.
const LOCK: i64 = 0x6366_6f69_6c6d_6967;

const TAKE_LOCK: &str = "SELECT pg_advisory_xact_lock($1)";

/// A process that waits for another one's migrations waits longer than for a row.
const WAIT_FOR_LOCK: &str = "SET LOCAL lock_timeout = '10min'";

const MAKE_TABLE: Sql = Sql::each(
    "CREATE TABLE IF NOT EXISTS schema_migrations (
        version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
    ) STRICT",
    "CREATE TABLE IF NOT EXISTS schema_migrations (
        version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL
    )",
);

const APPLIED: Sql = Sql::both("SELECT version, name, checksum FROM schema_migrations ORDER BY version");

const REMEMBER: Sql = Sql::each(
    "INSERT INTO schema_migrations (version, name, checksum, applied_at)
     VALUES ($1, $2, $3, strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))",
    "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, now())",
);

struct Applied {
    version: i64,
    name: String,
    checksum: String,
}

impl Migration {
    fn text(&self, dialect: Dialect) -> &'static str {
        Sql::each(self.sqlite, self.postgres).text(dialect)
    }

    fn checksum(&self, dialect: Dialect) -> String {
        hex::encode(Sha256::digest(self.text(dialect)))
    }
}

impl Db {
    /// Applies the migrations that are not applied yet, in order, each in a transaction of its own. Gives how many
    /// were applied.
    ///
    /// # Errors
    /// [`Error::Migration`] when an applied one was changed since, when the database has one that this program does
    /// not know, or when the versions do not grow; [`Error::Database`] when a statement fails.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize, Error> {
        if let Some([before, after]) = migrations.array_windows().find(|[a, b]| a.version >= b.version) {
            let (before, after) = (before.version, after.version);
            return Err(Error::Migration(format!(
                "version {after} stands after {before}; versions must grow"
            )));
        }
        let mut count = 0;
        while self.migrate_one(migrations).await? {
            count += 1;
        }
        Ok(count)
    }

    /// Applies the next migration; false when there is none.
    async fn migrate_one(&self, migrations: &[Migration]) -> Result<bool, Error> {
        let mut tx = self.begin_write().await?;
        let dialect = tx.dialect();
        if dialect == Dialect::Postgres {
            tx.sql(WAIT_FOR_LOCK).execute().await?;
            tx.sql(TAKE_LOCK).bind(LOCK).execute().await?;
        }
        tx.sql(MAKE_TABLE).execute().await?;
        let Some(next) = next(migrations, &applied(&mut tx).await?, dialect)? else {
            tx.commit().await?;
            return Ok(false);
        };
        run(&mut tx, next.text(dialect)).await?;
        let checksum = next.checksum(dialect);
        tx.sql(REMEMBER).bind(next.version).bind(next.name).bind(checksum).execute().await?;
        tx.commit().await?;
        tracing::info!(version = next.version, name = next.name, "migrated the database");
        Ok(true)
    }
}

async fn applied(tx: &mut Tx) -> Result<Vec<Applied>, Error> {
    let rows = tx.sql(APPLIED).all().await?;
    let read = |row: &crate::Row| {
        Ok(Applied { version: row.get("version")?, name: row.get("name")?, checksum: row.get("checksum")? })
    };
    rows.iter().map(read).collect()
}

/// The first migration that is not applied, after checking that those that are match.
fn next<'m>(
    migrations: &'m [Migration],
    applied: &[Applied],
    dialect: Dialect,
) -> Result<Option<&'m Migration>, Error> {
    for (place, done) in applied.iter().enumerate() {
        let Applied { version, name, checksum } = done;
        let refuse = |problem: String| Err(Error::Migration(problem));
        match migrations.get(place) {
            Some(known) if known.version == *version && known.checksum(dialect) == *checksum => {}
            Some(known) if known.version == *version => {
                return refuse(format!(
                    "{version} ({name}) was changed after it was applied; restore its text and add a new one"
                ));
            }
            Some(known) if known.version < *version => {
                let late = known.version;
                return refuse(format!(
                    "{late} ({}) comes before {version}, which is applied; give it a new number",
                    known.name
                ));
            }
            _ => {
                return refuse(format!(
                    "the database has {version} ({name}), which this program does not know; use the newer program"
                ));
            }
        }
    }
    Ok(migrations.get(applied.len()))
}

/// Runs several statements at once, without parameters.
async fn run(tx: &mut Tx, text: &'static str) -> Result<(), Error> {
    tx.state = State::Broken;
    match &mut tx.inner {
        Inner::Sqlite(tx) => (&mut **tx).execute(sqlx::raw_sql(text)).await.map(drop),
        Inner::Postgres(tx) => (&mut **tx).execute(sqlx::raw_sql(text)).await.map(drop),
    }
    .map_err(|error| Error::from_driver(error, text))?;
    tx.state = State::Usable;
    Ok(())
}
