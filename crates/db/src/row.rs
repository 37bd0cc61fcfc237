//! One row of an answer.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::error::Error;
use crate::value::{Cell, Value};

/// One row of an answer, read by column name.
pub struct Row(pub(crate) Source);

pub(crate) enum Source {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// Without the values, which may be private.
impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row").finish_non_exhaustive()
    }
}

impl Row {
    /// The value of a column; `Option<T>` where it may be null.
    ///
    /// # Errors
    /// [`Error::Decode`], naming the column, when it is not in the row or has another type.
    pub fn get<T: Value>(&self, column: &str) -> Result<T, Error> {
        T::read(Cell { row: self, column })
    }
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self(Source::Sqlite(row))
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self(Source::Postgres(row))
    }
}
