//! A transaction: the only way to run a statement.

use std::collections::BTreeSet;

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Postgres, Sqlite, Transaction};

use crate::database::Dialect;
use crate::error::Error;
use crate::sql::Sql;
use crate::statement::{Statement, Target};
use crate::wakeup::{self, WakeUp};

/// An open transaction. Dropping it rolls it back.
///
/// # Concurrency
/// On SQLite a write transaction holds the only write connection; others wait for it. Keep it short, and never wait
/// for anything but the database while it is open.
pub struct Tx {
    pub(crate) inner: Inner,
    pub(crate) state: State,
    topics: BTreeSet<&'static str>,
    wakeup: WakeUp,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Whether more statements may follow. PostgreSQL refuses them after a failure, and answers `COMMIT` with a silent
/// rollback; keeping the state here makes both databases refuse, and loudly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Usable,
    Broken,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("state", &self.state).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(inner: Inner, wakeup: WakeUp) -> Self {
        Self { inner, state: State::Usable, topics: BTreeSet::new(), wakeup }
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A statement, from a `&'static str` or a [`Sql`].
    pub fn sql(&mut self, sql: impl Into<Sql>) -> Statement<'_> {
        let target = match &mut self.inner {
            Inner::Sqlite(tx) => Target::Sqlite(tx, SqliteArguments::default()),
            Inner::Postgres(tx) => Target::Postgres(tx, PgArguments::default()),
        };
        Statement::new(sql.into(), target, &mut self.state)
    }

    /// A statement with a text for each database.
    pub fn sql_by_dialect(&mut self, sqlite: &'static str, postgres: &'static str) -> Statement<'_> {
        self.sql(Sql::each(sqlite, postgres))
    }

    /// After this transaction is committed, wakes everyone who waits for the topic, in this process and, on
    /// PostgreSQL, in every other one. A topic is a short constant such as `"log"`.
    pub fn wake_on_commit(&mut self, topic: &'static str) {
        self.topics.insert(topic);
    }

    /// Makes the changes last, then wakes who waits for them.
    ///
    /// # Errors
    /// [`Error::Broken`] after a failed statement; nothing was changed then. After any other error it is not known
    /// whether the changes last.
    pub async fn commit(mut self) -> Result<(), Error> {
        if self.state == State::Broken {
            return Err(Error::Broken);
        }
        if self.dialect() == Dialect::Postgres {
            for topic in std::mem::take(&mut self.topics) {
                self.sql(wakeup::NOTIFY).bind(wakeup::CHANNEL).bind(topic).execute().await?;
                self.topics.insert(topic);
            }
        }
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => tx.commit().await,
        }
        .map_err(|error| Error::from_driver(error, "COMMIT"))?;
        self.topics.iter().for_each(|topic| self.wakeup.ring(topic));
        Ok(())
    }

    /// Undoes the changes and waits until that is done. Dropping undoes them too, a little later.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the connection is lost; the changes are undone all the same.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(tx) => tx.rollback().await,
            Inner::Postgres(tx) => tx.rollback().await,
        }
        .map_err(|error| Error::from_driver(error, "ROLLBACK"))
    }
}
