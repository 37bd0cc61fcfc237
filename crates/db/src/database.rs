//! The database as the rest of the program sees it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{PgPool, Postgres, SqlitePool, Transaction};
use tokio::time::timeout;

use crate::error::Error;
use crate::open::{self, Address};
use crate::transaction::{Inner, Tx};
use crate::wakeup::{Listener, WakeUp};

/// How long a check of health may take before the database counts as not available.
const HEALTH_LIMIT: Duration = Duration::from_secs(5);

/// How long closing waits for transactions that are still open.
const CLOSE_LIMIT: Duration = Duration::from_secs(10);

/// Which database is behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A SQLite file.
    Sqlite,
    /// A PostgreSQL server, version 15 or later.
    Postgres,
}

/// An open database. Cheap to clone; all clones share its connections.
///
/// # Concurrency
/// SQLite: one connection writes, a few others read beside it, each seeing the last commit before its first statement
/// (WAL). PostgreSQL: one pool; writers run side by side and see each other's commits statement by statement.
#[derive(Clone)]
pub struct Db {
    pools: Arc<Pools>,
    wakeup: WakeUp,
}

enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres { pool: PgPool, listener: Listener },
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("dialect", &self.dialect()).finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a database: `sqlite:path/of/file.db`, `sqlite:///absolute/path.db` or `postgres://user@host/database`.
    /// A SQLite file is made when it is not there; its folder must exist.
    ///
    /// # Errors
    /// [`Error::Address`] when the address cannot be used, [`Error::Unavailable`] when nothing answers there.
    pub async fn open(address: impl AsRef<str>) -> Result<Self, Error> {
        let wakeup = WakeUp::default();
        let pools = match address.as_ref().parse()? {
            Address::Sqlite(options) => {
                let (writer, readers) = open::sqlite(options).await?;
                Pools::Sqlite { writer, readers }
            }
            Address::Postgres(options) => {
                let pool = open::postgres(options.clone()).await?;
                let listener = Listener::start(options, wakeup.clone()).await?;
                Pools::Postgres { pool, listener }
            }
        };
        Ok(Self { pools: Arc::new(pools), wakeup })
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match *self.pools {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): one that
    /// began by reading would fail when it comes to write, however long it may wait.
    ///
    /// # Errors
    /// [`Error::Busy`] when the writer before it does not finish in time.
    pub async fn begin_write(&self) -> Result<Tx, Error> {
        let begun = match &*self.pools {
            Pools::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Inner::Sqlite),
            Pools::Postgres { pool, .. } => begin_to_the_end(pool, "BEGIN").await.map(Inner::Postgres),
        };
        self.begun(begun)
    }

    /// Begins a transaction that only reads. All its statements see the same state, that of its first one.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection becomes free in time.
    pub async fn begin_read(&self) -> Result<Tx, Error> {
        let begun = match &*self.pools {
            Pools::Sqlite { readers, .. } => readers.begin_with("BEGIN").await.map(Inner::Sqlite),
            Pools::Postgres { pool, .. } => {
                begin_to_the_end(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await
                    .map(Inner::Postgres)
            }
        };
        self.begun(begun)
    }

    fn begun(&self, begun: Result<Inner, sqlx::Error>) -> Result<Tx, Error> {
        match begun {
            Ok(inner) => Ok(Tx::new(inner, self.wakeup.clone())),
            Err(error) => Err(Error::from_driver(error, "BEGIN")),
        }
    }

    /// What wakes those who wait for a commit; see [`Tx::wake_on_commit`].
    pub fn wakeup(&self) -> WakeUp {
        self.wakeup.clone()
    }

    /// Asks the database for an answer.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Busy`] when none comes within five seconds.
    pub async fn health(&self) -> Result<(), Error> {
        let ask = async {
            let mut tx = self.begin_read().await?;
            tx.sql("SELECT 1 AS alive").one().await?;
            tx.rollback().await
        };
        timeout(HEALTH_LIMIT, ask).await.unwrap_or_else(|_| Err(Error::too_slow("an answer", HEALTH_LIMIT)))
    }

    /// Closes the database for all clones. Waits a while for open transactions; those that stay are rolled back when
    /// the process ends.
    pub async fn close(&self) {
        let close = async {
            match &*self.pools {
                // The writer last: it folds the write-ahead log into the file.
                Pools::Sqlite { writer, readers } => {
                    readers.close().await;
                    writer.close().await;
                }
                Pools::Postgres { pool, listener } => {
                    listener.stop();
                    pool.close().await;
                }
            }
        };
        if timeout(CLOSE_LIMIT, close).await.is_err() {
            tracing::warn!("the database was closed while a transaction was open");
        }
    }
}

/// Begins in a task of its own, which goes on when the caller gives up half way: the driver would else hand a connection
/// back on which the server has begun and the driver has not. What was begun for nobody is rolled back.
async fn begin_to_the_end(
    pool: &PgPool,
    statement: &'static str,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statement).await });
    begun.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}
