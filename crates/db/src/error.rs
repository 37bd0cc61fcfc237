//! What can go wrong, in words that never contain a value from a row or a parameter.

use std::time::Duration;

use crate::violation;

/// A failure of the database or of its use. Its text names columns, constraints and statements, never values.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address given to [`crate::Db::open`] cannot be used.
    #[error("the database address cannot be used: {0}")]
    Address(String),

    /// A row with the same key is there already.
    ///
    /// `key` reads the same on both databases: `contacts(company_id, name)` for a key of columns, the
    /// index's name (`contacts_by_lower_name`) for a key of expressions.
    #[error("a row with the same key exists already: {key}")]
    Unique {
        /// Table and columns, or the index's name.
        key: String,
    },

    /// A row points to one that is not there, or one that others point to was removed.
    #[error("a row points to another one that is not there")]
    ForeignKey,

    /// A `CHECK` or `NOT NULL` rule of the table refused the row.
    #[error("a rule of the table refused the row: {rule}")]
    Check {
        /// The rule: a column or the constraint's name.
        rule: String,
    },

    /// Another transaction was in the way for too long. Nothing was done; trying again is right.
    #[error("the database is busy: {0}; try again")]
    Busy(&'static str),

    /// The database cannot be reached, or cannot read or write its files.
    #[error("the database is not available: {0}")]
    Unavailable(String),

    /// A read transaction was asked to write.
    #[error("a read transaction cannot write; begin a write transaction instead. Statement: {statement}")]
    ReadOnly {
        /// The statement's text.
        statement: &'static str,
    },

    /// [`crate::Statement::one`] found no row.
    #[error("no row was found. Statement: {statement}")]
    Missing {
        /// The statement's text.
        statement: &'static str,
    },

    /// A column is not in the row, or its value does not have the type that was asked for.
    #[error("column `{column}` cannot be read: {problem}")]
    Decode {
        /// The column's name.
        column: String,
        /// What is wrong with it.
        problem: String,
    },

    /// A value cannot be kept by both databases, or the number of values is not the number of parameters.
    #[error("a value cannot be bound: {problem}. Statement: {statement}")]
    Bind {
        /// What is wrong with it.
        problem: String,
        /// The statement's text.
        statement: &'static str,
    },

    /// An earlier statement of this transaction failed or was given up half way; it can only be rolled back.
    #[error("an earlier statement of this transaction failed; roll it back and begin again")]
    Broken,

    /// The migrations of this program and of the database do not belong together.
    #[error("migrations: {0}")]
    Migration(String),

    /// Anything else that the database says, such as a mistake in the SQL.
    #[error("{message}. Statement: {statement}")]
    Database {
        /// The database's message where it cannot contain values, else its code.
        message: String,
        /// The statement's text.
        statement: &'static str,
    },
}

impl Error {
    /// The key that was violated, when this is a unique violation: `match error.unique_key() { Some("notes(id)") => …`.
    pub fn unique_key(&self) -> Option<&str> {
        match self {
            Self::Unique { key } => Some(key),
            _ => None,
        }
    }

    /// Whether the same transaction may succeed when it is run again from its beginning.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Unavailable(_))
    }

    /// Sorts a driver's error; `statement` is the text that was run.
    pub(crate) fn from_driver(error: sqlx::Error, statement: &'static str) -> Self {
        match error {
            sqlx::Error::Database(error) => violation::sort(error.as_ref(), statement),
            sqlx::Error::RowNotFound => Self::Missing { statement },
            sqlx::Error::PoolTimedOut => Self::Busy("no connection became free in time"),
            sqlx::Error::PoolClosed => Self::Unavailable("it was closed".into()),
            sqlx::Error::WorkerCrashed => Self::Unavailable("its thread has ended".into()),
            sqlx::Error::Io(error) => Self::Unavailable(error.to_string()),
            sqlx::Error::Tls(error) => Self::Unavailable(error.to_string()),
            sqlx::Error::Encode(error) => Self::Bind { problem: error.to_string(), statement },
            other => Self::Database { message: other.to_string(), statement },
        }
    }

    /// Something did not answer within `limit`.
    pub(crate) fn too_slow(what: &str, limit: Duration) -> Self {
        Self::Unavailable(format!("{what} took longer than {} s", limit.as_secs()))
    }
}
