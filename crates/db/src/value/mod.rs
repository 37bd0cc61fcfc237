//! Which Rust values may be bound and read, and how each database keeps them.
//!
//! | Rust | SQLite | PostgreSQL |
//! |---|---|---|
//! | `i64` | `INTEGER` | `BIGINT` |
//! | `bool` | `INTEGER` (0, 1) | `BOOLEAN` |
//! | `String`, `&str` | `TEXT` | `TEXT` |
//! | `Vec<u8>`, `&[u8]` | `BLOB` | `BYTEA` |
//! | `uuid::Uuid` | `BLOB` | `UUID` |
//! | `serde_json::Value` | `TEXT` | `JSONB` |
//! | `jiff::Timestamp` | `TEXT` of 27 characters | `TIMESTAMPTZ` |
//! | `jiff::civil::Date` | `TEXT` of 10 characters | `DATE` |
//! | `Option<T>` | the same, or null | the same, or null |

mod integer;
mod list;
mod moment;
mod native;
mod wire;

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use crate::error::Error;
use crate::row::Row;

pub use list::ListItem;

/// A value that may be bound to a parameter on both databases.
///
/// A type of a caller implements it by handing on to the value it wraps.
pub trait Bind {
    /// Puts the value into the slot.
    ///
    /// # Errors
    /// What is wrong, when one of the databases could not keep the value.
    fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String>;

    /// Puts a null of this type into the slot; PostgreSQL types its nulls.
    ///
    /// # Errors
    /// As [`Bind::bind`].
    fn bind_null(slot: &mut Slot<'_>) -> Result<(), String>;
}

/// A value that may also be read from a row.
pub trait Value: Bind + Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// [`Error::Decode`], naming the column.
    fn read(cell: Cell<'_>) -> Result<Self, Error>;
}

/// Where a bound value goes: the next parameter of a statement.
pub struct Slot<'a>(pub(crate) Parameters<'a>);

pub(crate) enum Parameters<'a> {
    Sqlite(&'a mut SqliteArguments),
    Postgres(&'a mut PgArguments),
}

/// Where a value is read from: one column of one row.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub(crate) row: &'a Row,
    pub(crate) column: &'a str,
}

// Type by type and not for every `Wire`: that would leave no room for references.
macro_rules! wired {
    ($($type:ty),*) => {$(
        impl Bind for $type {
            fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String> {
                slot.put(Some(self))
            }

            fn bind_null(slot: &mut Slot<'_>) -> Result<(), String> {
                slot.put::<$type>(None)
            }
        }

        impl Value for $type {
            fn read(cell: Cell<'_>) -> Result<Self, Error> {
                cell.take()
            }
        }
    )*};
}

wired!(i64, bool, String, Vec<u8>, uuid::Uuid, serde_json::Value, jiff::Timestamp, jiff::civil::Date);

impl<T: Bind> Bind for Option<T> {
    fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String> {
        match self {
            Some(value) => value.bind(slot),
            None => T::bind_null(slot),
        }
    }

    fn bind_null(slot: &mut Slot<'_>) -> Result<(), String> {
        T::bind_null(slot)
    }
}

impl<T: Value> Value for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, Error> {
        if cell.is_null()? { Ok(None) } else { T::read(cell).map(Some) }
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String> {
        (**self).bind(slot)
    }

    fn bind_null(slot: &mut Slot<'_>) -> Result<(), String> {
        T::bind_null(slot)
    }
}

impl Bind for str {
    fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String> {
        self.to_owned().bind(slot)
    }

    fn bind_null(slot: &mut Slot<'_>) -> Result<(), String> {
        String::bind_null(slot)
    }
}

impl Bind for [u8] {
    fn bind(&self, slot: &mut Slot<'_>) -> Result<(), String> {
        self.to_vec().bind(slot)
    }

    fn bind_null(slot: &mut Slot<'_>) -> Result<(), String> {
        Vec::<u8>::bind_null(slot)
    }
}
