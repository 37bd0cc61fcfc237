//! Checking statements without running them, in place of a check by the compiler.

use sqlx::{Connection as _, Executor as _, SqlStr};

use crate::database::Db;
use crate::error::Error;
use crate::sql::Sql;
use crate::transaction::{Inner, State, Tx};

impl Tx {
    /// Lets the database parse a statement and look up its tables and columns, without running it.
    ///
    /// # Errors
    /// [`Error::Database`] with what the database says about the text.
    pub async fn prepare(&mut self, sql: impl Into<Sql>) -> Result<(), Error> {
        if self.state == State::Broken {
            return Err(Error::Broken);
        }
        let text = sql.into().text(self.dialect());
        self.state = State::Broken;
        let prepared = async {
            match &mut self.inner {
                Inner::Sqlite(tx) => (&mut **tx).prepare(SqlStr::from_static(text)).await.map(drop),
                Inner::Postgres(tx) => {
                    (&mut **tx).prepare(SqlStr::from_static(text)).await?;
                    // The driver keeps the statement with the types that the server guessed for its parameters.
                    // A later run has types of its own.
                    tx.clear_cached_statements().await
                }
            }
        };
        prepared.await.map_err(|error| Error::from_driver(error, text))?;
        self.state = State::Usable;
        Ok(())
    }
}

impl Db {
    /// Prepares every statement on this database and gives the errors of those that it does not understand.
    ///
    /// # Errors
    /// Only when no transaction can be begun.
    pub async fn prepare_all(&self, statements: &[Sql]) -> Result<Vec<Error>, Error> {
        let mut errors = Vec::new();
        for sql in statements {
            // One transaction each: on PostgreSQL a refused statement ends its transaction.
            let mut tx = self.begin_read().await?;
            if let Err(error) = tx.prepare(*sql).await {
                errors.push(error);
            }
            tx.rollback().await?;
        }
        Ok(errors)
    }
}
