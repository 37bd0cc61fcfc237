//! The form in which a value travels to each database and back.

use sqlx::{Arguments as _, Decode, Encode, Postgres, Row as _, Sqlite, Type, ValueRef as _};

use super::{Cell, Parameters, Slot};
use crate::error::Error;
use crate::row::Source;

/// A value together with the driver's types for it. Kept inside the crate, so that no caller sees a driver.
pub(super) trait Wire: Sized {
    /// How SQLite keeps it.
    type Sqlite: Type<Sqlite> + for<'v> Encode<'v, Sqlite> + for<'v> Decode<'v, Sqlite> + 'static;
    /// How PostgreSQL keeps it.
    type Postgres: Type<Postgres> + for<'v> Encode<'v, Postgres> + for<'v> Decode<'v, Postgres> + 'static;

    /// To SQLite, or why it cannot be kept.
    fn to_sqlite(&self) -> Result<Self::Sqlite, String>;
    /// To PostgreSQL, or why it cannot be kept.
    fn to_postgres(&self) -> Result<Self::Postgres, String>;
    /// From SQLite, or why it is not such a value.
    fn from_sqlite(kept: Self::Sqlite) -> Result<Self, String>;
    /// From PostgreSQL, or why it is not such a value.
    fn from_postgres(kept: Self::Postgres) -> Result<Self, String>;
}

impl Slot<'_> {
    pub(super) fn put<T: Wire>(&mut self, value: Option<&T>) -> Result<(), String> {
        match &mut self.0 {
            Parameters::Sqlite(arguments) => arguments.add(value.map(T::to_sqlite).transpose()?),
            Parameters::Postgres(arguments) => arguments.add(value.map(T::to_postgres).transpose()?),
        }
        .map_err(|error| error.to_string())
    }
}

impl Cell<'_> {
    pub(super) fn take<T: Wire>(self) -> Result<T, Error> {
        // The driver would read a null of SQLite as 0 or as an empty text.
        if self.is_null()? {
            return Err(self.error("it is null; read it as an Option".into()));
        }
        match &self.row.0 {
            Source::Sqlite(row) => T::from_sqlite(row.try_get(self.column).map_err(|e| self.driver(e))?),
            Source::Postgres(row) => T::from_postgres(row.try_get(self.column).map_err(|e| self.driver(e))?),
        }
        .map_err(|problem| self.error(problem))
    }

    pub(super) fn is_null(self) -> Result<bool, Error> {
        match &self.row.0 {
            Source::Sqlite(row) => row.try_get_raw(self.column).map(|value| value.is_null()),
            Source::Postgres(row) => row.try_get_raw(self.column).map(|value| value.is_null()),
        }
        .map_err(|error| self.driver(error))
    }

    fn driver(self, error: sqlx::Error) -> Error {
        self.error(match error {
            sqlx::Error::ColumnNotFound(_) => "there is no such column in the row".into(),
            sqlx::Error::ColumnDecode { source, .. } => source.to_string(),
            other => other.to_string(),
        })
    }

    fn error(self, problem: String) -> Error {
        Error::Decode { column: self.column.to_owned(), problem }
    }
}
