//! One SQL text, two databases.
//!
//! Counterfoil keeps its books in a SQLite file or in PostgreSQL. This crate hides which: a caller writes
//! one static text with `$1`, `$2` … and binds plain Rust values; native types are used underneath
//! (`BLOB`/`UUID`, `TEXT`/`TIMESTAMPTZ`, `TEXT`/`JSONB`).
//!
//! ```no_run
//! # async fn example() -> Result<(), db::Error> {
//! let db = db::Db::open("sqlite:books.db").await?;
//! let mut tx = db.begin_write().await?;
//! tx.sql("INSERT INTO notes (id, body) VALUES ($1, $2)").bind(1_i64).bind("hello").execute().await?;
//! let row = tx.sql("SELECT body FROM notes WHERE id = $1").bind(1_i64).one().await?;
//! let body: String = row.get("body")?;
//! tx.commit().await?;
//! # Ok(()) }
//! ```
//!
//! # What to know before writing SQL
//!
//! * **Integers** are `INTEGER` / `BIGINT` and `i64`. A sum needs a cast, because PostgreSQL widens it:
//!   `CAST(SUM(amount) AS BIGINT)`.
//! * **Instants** are `TEXT` / `TIMESTAMPTZ` and [`jiff::Timestamp`] in whole microseconds; on SQLite the text
//!   has a fixed width, so `<`, `ORDER BY` and `MAX` mean time on both.
//! * **A failed statement ends its transaction**, on both databases. Use `ON CONFLICT` where a conflict is part
//!   of the plan; else roll back and begin again.
//! * **A write transaction is short** and never spans a call to another service: SQLite has one writer.
//! * **Lists** go through [`Statement::bind_list`].
//! * **Order and search of text** differ unless the SQL says otherwise: compare with `COLLATE "C"` in PostgreSQL's
//!   column definitions, and search with `lower(name) LIKE lower($1)`, because `LIKE` ignores case on SQLite only.
//! * A parameter whose type PostgreSQL cannot see, as in `$1 IS NULL`, needs `CAST($1 AS BIGINT)`.
//!
//! # What it may not do
//!
//! It knows no table but its own `schema_migrations`, and no rule of the business. It alone names the driver.
//!
//! # Where to start
//!
//! [`Db`] opens and begins, [`Tx`] runs, [`Statement`] binds, [`Row`] reads, [`Migration`] brings the tables up to
//! date, [`WakeUp`] tells others that something was committed.

mod database;
mod error;
mod migrate;
mod open;
mod prepare;
pub mod provision;
mod row;
mod sql;
mod statement;
mod transaction;
mod value;
mod violation;
mod wakeup;

pub use database::{Db, Dialect};
pub use error::Error;
pub use migrate::Migration;
pub use row::Row;
pub use sql::Sql;
pub use statement::Statement;
pub use transaction::Tx;
pub use value::{Bind, Cell, ListItem, Slot, Value};
pub use wakeup::{Waiter, WakeUp};
