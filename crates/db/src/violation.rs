//! Sorts what each database reports into the same few errors.
//!
//! A message is passed on only where it speaks of the SQL text; where a database puts values into its message
//! (classes 22 and 23 of PostgreSQL), the code stands alone.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use crate::error::Error;

/// Result codes of SQLite: <https://sqlite.org/rescode.html>.
mod sqlite_code {
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READONLY: i32 = 8;
    pub(super) const IO: i32 = 10;
    pub(super) const CORRUPT: i32 = 11;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANNOT_OPEN: i32 = 14;
    pub(super) const NOT_A_DATABASE: i32 = 26;
    pub(super) const CHECK: i32 = 275;
    pub(super) const FOREIGN_KEY: i32 = 787;
    pub(super) const NOT_NULL: i32 = 1299;
    pub(super) const PRIMARY_KEY: i32 = 1555;
    pub(super) const UNIQUE: i32 = 2067;
    pub(super) const ROW_ID: i32 = 2579;
    /// The low byte is the code's family.
    pub(super) const FAMILY: i32 = 0xff;
}

/// The error of either driver, sorted.
pub(crate) fn sort(error: &dyn DatabaseError, statement: &'static str) -> Error {
    if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
        return postgres(error, statement);
    }
    if let Some(error) = error.try_downcast_ref::<SqliteError>() {
        return sqlite(error, statement);
    }
    Error::Database { message: "the database reported an unknown error".into(), statement }
}

fn sqlite(error: &SqliteError, statement: &'static str) -> Error {
    use sqlite_code::*;
    let code: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or_default();
    let message = error.message();
    match code {
        UNIQUE | PRIMARY_KEY | ROW_ID => return Error::Unique { key: sqlite_key(message) },
        FOREIGN_KEY => return Error::ForeignKey,
        CHECK | NOT_NULL => return Error::Check { rule: after_colon(message).into() },
        _ => {}
    }
    match code & FAMILY {
        BUSY | LOCKED => Error::Busy("another program holds the file's lock"),
        READONLY => Error::ReadOnly { statement },
        IO | CORRUPT | FULL | CANNOT_OPEN | NOT_A_DATABASE => Error::Unavailable(message.into()),
        _ => Error::Database { message: message.into(), statement },
    }
}

fn postgres(error: &PgDatabaseError, statement: &'static str) -> Error {
    let code = error.code();
    let name = || error.constraint().or(error.column()).unwrap_or("unnamed").to_owned();
    match code {
        "23505" => Error::Unique { key: postgres_key(error.table(), error.detail()).unwrap_or_else(name) },
        "23503" | "23001" => Error::ForeignKey,
        "23502" | "23514" => Error::Check { rule: name() },
        "25006" => Error::ReadOnly { statement },
        "25P02" => Error::Broken,
        "40001" | "40P01" => Error::Busy("two transactions stood in each other's way"),
        "55P03" | "57014" => Error::Busy("a lock was not given in time"),
        _ => match code.get(..2).unwrap_or_default() {
            "08" | "53" | "57" | "58" | "28" | "3D" => Error::Unavailable(error.message().into()),
            "22" | "23" | "P0" => {
                Error::Database { message: format!("PostgreSQL refused a value (code {code})"), statement }
            }
            _ => Error::Database { message: format!("{} (code {code})", error.message()), statement },
        },
    }
}

/// `UNIQUE constraint failed: notes.author, notes.title` → `notes(author, title)`;
/// `UNIQUE constraint failed: index 'notes_by_title'` → `notes_by_title`.
fn sqlite_key(message: &str) -> String {
    let rest = after_colon(message);
    if let Some(index) = rest.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let table = rest.split('.').next().unwrap_or(rest);
    let columns: Vec<_> =
        rest.split(", ").map(|part| part.split_once('.').map_or(part, |(_, column)| column)).collect();
    format!("{table}({})", columns.join(", "))
}

/// `Key (author, title)=(…) already exists.` → `notes(author, title)`. A key of expressions has brackets of its own
/// and gives nothing, so that the index's name is used as on SQLite. What follows `=` holds values and is not looked at.
fn postgres_key(table: Option<&str>, detail: Option<&str>) -> Option<String> {
    let (_, rest) = detail?.split_once('(')?;
    let (columns, _) = rest.split_once(")=(")?;
    (!columns.contains('(')).then(|| table.map(|table| format!("{table}({columns})")))?
}

fn after_colon(message: &str) -> &str {
    message.split_once(": ").map_or(message, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_name_a_key_of_columns_alike() {
        let sqlite = sqlite_key("UNIQUE constraint failed: notes.author, notes.title");
        let postgres = postgres_key(Some("notes"), Some("Key (author, title)=(1, secret) already exists."));
        assert_eq!(sqlite, "notes(author, title)");
        assert_eq!(postgres.as_deref(), Some("notes(author, title)"));
    }

    #[test]
    fn a_key_of_expressions_is_named_by_its_index() {
        assert_eq!(sqlite_key("UNIQUE constraint failed: index 'notes_by_title'"), "notes_by_title");
        assert_eq!(postgres_key(Some("notes"), Some("Key (lower(title))=(x) already exists.")), None);
    }

    #[test]
    fn a_value_that_looks_like_a_key_is_not_taken_for_one() {
        let detail = "Schlüssel (title)=(a)=(b) existiert bereits.";
        assert_eq!(postgres_key(Some("notes"), Some(detail)).as_deref(), Some("notes(title)"));
    }
}
