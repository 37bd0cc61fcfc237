//! Making and removing whole databases on a PostgreSQL server, for tests and first set-up.
//!
//! Apart from [`crate::Db`], because these statements cannot run in a transaction and cannot take the name as a parameter.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection as _};

use crate::error::Error;

/// The longest name that PostgreSQL keeps whole, in bytes.
const NAME_LIMIT: usize = 63;

/// Makes a database on the server at `address`, as a copy of `template` where one is given.
///
/// # Errors
/// [`Error::Address`] for a name other than lower-case letters, digits and `_`; [`Error::Database`] when the server refuses.
pub async fn create_database(address: &str, name: &str, template: Option<&str>) -> Result<(), Error> {
    let template = template.map(checked).transpose()?.unwrap_or("template1");
    let name = checked(name)?;
    run(address, format!("CREATE DATABASE {name} TEMPLATE {template}")).await
}

/// Removes a database, ending the connections that others still have to it. One that is not there is no error.
///
/// # Errors
/// As [`create_database`].
pub async fn drop_database(address: &str, name: &str) -> Result<(), Error> {
    run(address, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", checked(name)?)).await
}

async fn run(address: &str, statement: String) -> Result<(), Error> {
    const WHAT: &str = "making or removing a database";
    let options = PgConnectOptions::from_str(address)
        .map_err(|_| Error::Address("expected postgres://user:password@host:port/database".into()))?;
    let mut connection =
        PgConnection::connect_with(&options).await.map_err(|error| Error::from_driver(error, WHAT))?;
    // The names in it are checked: letters, digits and `_` only.
    let done = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await;
    connection.close().await.map_err(|error| Error::from_driver(error, WHAT))?;
    done.map(drop).map_err(|error| Error::from_driver(error, WHAT))
}

fn checked(name: &str) -> Result<&str, Error> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
    if starts && name.len() <= NAME_LIMIT && name.chars().all(fits) {
        Ok(name)
    } else {
        Err(Error::Address(format!(
            "`{name}` cannot name a database; use up to {NAME_LIMIT} lower-case letters, digits and `_`, a letter first"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_be_more_than_a_name_is_refused() {
        assert!(checked("counterfoil_test_1").is_ok());
        for name in ["", "1a", "a;b", "a\"b", "A", "a b", &"a".repeat(NAME_LIMIT + 1)] {
            assert!(checked(name).is_err(), "{name}");
        }
    }
}
