//! A statement's text, for one or for each database.

use crate::database::Dialect;

/// The text of one statement. Static by type, so a value can never become part of it.
///
/// A file of statements declares them as constants, and lists them in a `pub const ALL: &[Sql]`, so that one
/// test can prepare every text on both databases ([`crate::Db::prepare_all`]).
///
/// ```
/// use db::Sql;
/// const FIND: Sql = Sql::both("SELECT name FROM contacts WHERE id = $1");
/// const CLAIM: Sql = Sql::each(
///     "SELECT id FROM jobs LIMIT 1",
///     "SELECT id FROM jobs LIMIT 1 FOR UPDATE SKIP LOCKED",
/// );
/// pub const ALL: &[Sql] = &[FIND, CLAIM];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// One text that both databases understand.
    pub const fn both(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }

    /// A text for each database. Both must take the same parameters and give the same columns.
    pub const fn each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// The text for one database.
    pub const fn text(self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::both(text)
    }
}
