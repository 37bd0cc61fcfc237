//! One statement: its text, its values, and the four ways to run it.

use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments as _, Postgres, Sqlite};

use crate::database::Dialect;
use crate::error::Error;
use crate::row::Row;
use crate::sql::Sql;
use crate::transaction::State;
use crate::value::{Bind, ListItem, Parameters, Slot};

/// A statement that is being put together. Nothing happens before one of [`execute`](Self::execute),
/// [`optional`](Self::optional), [`one`](Self::one) and [`all`](Self::all).
#[must_use = "a statement does nothing until it is run"]
pub struct Statement<'t> {
    text: &'static str,
    target: Target<'t>,
    state: &'t mut State,
    /// The first value that could not be bound; told when the statement is run.
    refused: Option<String>,
}

/// A connection with the values gathered for it.
pub(crate) enum Target<'t> {
    Sqlite(&'t mut SqliteConnection, SqliteArguments),
    Postgres(&'t mut PgConnection, PgArguments),
}

impl<'t> Statement<'t> {
    pub(crate) fn new(sql: Sql, target: Target<'t>, state: &'t mut State) -> Self {
        let dialect = match target {
            Target::Sqlite(..) => Dialect::Sqlite,
            Target::Postgres(..) => Dialect::Postgres,
        };
        Self { text: sql.text(dialect), target, state, refused: None }
    }

    /// Binds the next parameter: the first call `$1`, the second `$2`.
    pub fn bind(self, value: impl Bind) -> Self {
        self.put(|slot| value.bind(slot))
    }

    /// Binds a whole list as the next parameter. An empty list matches nothing.
    ///
    /// The two databases take a list apart in different ways, so the statement has two texts:
    ///
    /// ```
    /// use db::Sql;
    /// const BY_IDS: Sql = Sql::each(
    ///     // UUIDs travel as hexadecimal text; for numbers and texts it is `SELECT value FROM …`.
    ///     "SELECT name FROM contacts WHERE id IN (SELECT unhex(value) FROM json_each($1))",
    ///     "SELECT name FROM contacts WHERE id = ANY($1)",
    /// );
    /// ```
    pub fn bind_list<T: ListItem>(self, items: &[T]) -> Self {
        self.put(|slot| T::bind_list(items, slot))
    }

    fn put(mut self, value: impl FnOnce(&mut Slot<'_>) -> Result<(), String>) -> Self {
        let bound = value(&mut Slot(match &mut self.target {
            Target::Sqlite(_, arguments) => Parameters::Sqlite(arguments),
            Target::Postgres(_, arguments) => Parameters::Postgres(arguments),
        }));
        if let Err(problem) = bound {
            self.refused.get_or_insert(problem);
        }
        self
    }

    /// Runs the statement and gives the number of rows it changed. The number means nothing for a statement that
    /// changes none by its nature, such as `SELECT` or `CREATE TABLE`.
    ///
    /// # Errors
    /// Any of [`Error`]; afterwards the transaction can only be rolled back.
    pub async fn execute(self) -> Result<u64, Error> {
        let text = self.text;
        let ready = self.ready()?;
        let changed = match ready.target {
            Target::Sqlite(connection, values) => sqlx::query_with::<Sqlite, _>(text, values)
                .execute(connection)
                .await
                .map(|r| r.rows_affected()),
            Target::Postgres(connection, values) => sqlx::query_with::<Postgres, _>(text, values)
                .execute(connection)
                .await
                .map(|r| r.rows_affected()),
        };
        finish(ready.state, changed, text)
    }

    /// Runs the statement and gives its first row, if there is one.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub async fn optional(self) -> Result<Option<Row>, Error> {
        let text = self.text;
        let ready = self.ready()?;
        let row = match ready.target {
            Target::Sqlite(connection, values) => sqlx::query_with::<Sqlite, _>(text, values)
                .fetch_optional(connection)
                .await
                .map(|row| row.map(Row::from)),
            Target::Postgres(connection, values) => sqlx::query_with::<Postgres, _>(text, values)
                .fetch_optional(connection)
                .await
                .map(|row| row.map(Row::from)),
        };
        finish(ready.state, row, text)
    }

    /// Runs the statement and gives its first row.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none (the transaction stays usable); else as [`execute`](Self::execute).
    pub async fn one(self) -> Result<Row, Error> {
        let statement = self.text;
        self.optional().await?.ok_or(Error::Missing { statement })
    }

    /// Runs the statement and gives every row. The statement itself must bound their number.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub async fn all(self) -> Result<Vec<Row>, Error> {
        let text = self.text;
        let ready = self.ready()?;
        let rows = match ready.target {
            Target::Sqlite(connection, values) => sqlx::query_with::<Sqlite, _>(text, values)
                .fetch_all(connection)
                .await
                .map(|rows: Vec<SqliteRow>| rows.into_iter().map(Row::from).collect()),
            Target::Postgres(connection, values) => sqlx::query_with::<Postgres, _>(text, values)
                .fetch_all(connection)
                .await
                .map(|rows: Vec<PgRow>| rows.into_iter().map(Row::from).collect()),
        };
        finish(ready.state, rows, text)
    }

    /// Checks what can be checked before the database is asked, and marks the transaction as being at work: when
    /// the caller gives up half way, nobody knows what was done, and the mark stays.
    fn ready(self) -> Result<Ready<'t>, Error> {
        if *self.state != State::Usable {
            return Err(Error::Broken);
        }
        let statement = self.text;
        if let Some(problem) = self.refused {
            return Err(Error::Bind { problem, statement });
        }
        // SQLite would take a missing value for null.
        let (wanted, given) = (parameters(statement), self.target.len());
        if wanted != given {
            let problem = format!("the statement has {wanted} parameters and {given} values were bound");
            return Err(Error::Bind { problem, statement });
        }
        *self.state = State::Broken;
        Ok(Ready { target: self.target, state: self.state })
    }
}

struct Ready<'t> {
    target: Target<'t>,
    state: &'t mut State,
}

impl Target<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Sqlite(_, values) => values.len(),
            Self::Postgres(_, values) => values.len(),
        }
    }
}

fn finish<T>(state: &mut State, result: Result<T, sqlx::Error>, text: &'static str) -> Result<T, Error> {
    let value = result.map_err(|error| Error::from_driver(error, text))?;
    *state = State::Usable;
    Ok(value)
}

/// The highest `$n` in the text.
fn parameters(text: &str) -> usize {
    text.split('$')
        .skip(1)
        .filter_map(|rest| {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..digits].parse().ok()
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_by_the_highest_number() {
        assert_eq!(parameters("SELECT 1"), 0);
        assert_eq!(parameters("SELECT $1, $2, $1"), 2);
        assert_eq!(parameters("UPDATE t SET a = $10 WHERE b = $9"), 10);
    }
}
