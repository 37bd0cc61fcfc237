//! A list of values as one parameter.

use sqlx::Arguments as _;
use uuid::Uuid;

use super::{Parameters, Slot};

/// A value of which a whole list may be bound. See [`crate::Statement::bind_list`].
pub trait ListItem: Sized {
    /// Puts the list into the slot: a JSON array for SQLite's `json_each`, an array for PostgreSQL's `ANY`.
    ///
    /// # Errors
    /// What is wrong, when one of the databases could not keep a value.
    fn bind_list(items: &[Self], slot: &mut Slot<'_>) -> Result<(), String>;
}

macro_rules! list_item {
    ($type:ty, $value:ident => $json:expr) => {
        impl ListItem for $type {
            fn bind_list(items: &[Self], slot: &mut Slot<'_>) -> Result<(), String> {
                match &mut slot.0 {
                    Parameters::Sqlite(arguments) => {
                        let array: serde_json::Value = items.iter().map(|$value| $json).collect();
                        arguments.add(array.to_string())
                    }
                    Parameters::Postgres(arguments) => arguments.add(items),
                }
                .map_err(|error| error.to_string())
            }
        }
    };
}

list_item!(i64, number => *number);
list_item!(Uuid, id => id.simple().to_string());
list_item!(String, text => text.as_str());
list_item!(&str, text => *text);
