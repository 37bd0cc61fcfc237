//! Values that travel as they are, or in a plain wrapper.

use sqlx::types::Json;
use uuid::Uuid;

use super::wire::Wire;

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            type Sqlite = Self;
            type Postgres = Self;

            fn to_sqlite(&self) -> Result<Self, String> {
                Ok(self.clone())
            }

            fn to_postgres(&self) -> Result<Self, String> {
                Ok(self.clone())
            }

            fn from_sqlite(kept: Self) -> Result<Self, String> {
                Ok(kept)
            }

            fn from_postgres(kept: Self) -> Result<Self, String> {
                Ok(kept)
            }
        }
    )*};
}

as_it_is!(bool, Vec<u8>, Uuid);

/// PostgreSQL cannot keep a NUL in a text, so neither database gets one.
impl Wire for String {
    type Sqlite = Self;
    type Postgres = Self;

    fn to_sqlite(&self) -> Result<Self, String> {
        self.to_postgres()
    }

    fn to_postgres(&self) -> Result<Self, String> {
        if self.contains('\0') { Err("a text holds a NUL character".into()) } else { Ok(self.clone()) }
    }

    fn from_sqlite(kept: Self) -> Result<Self, String> {
        Ok(kept)
    }

    fn from_postgres(kept: Self) -> Result<Self, String> {
        Ok(kept)
    }
}

/// `JSONB` sorts members and drops doubles; `serde_json` does the same when it parses, so both databases agree.
impl Wire for serde_json::Value {
    type Sqlite = Json<Self>;
    type Postgres = Json<Self>;

    fn to_sqlite(&self) -> Result<Json<Self>, String> {
        self.to_postgres()
    }

    fn to_postgres(&self) -> Result<Json<Self>, String> {
        if has_nul(self) {
            return Err("a JSON value holds a NUL character".into());
        }
        Ok(Json(self.clone()))
    }

    fn from_sqlite(kept: Json<Self>) -> Result<Self, String> {
        Ok(kept.0)
    }

    fn from_postgres(kept: Json<Self>) -> Result<Self, String> {
        Ok(kept.0)
    }
}

/// Whether a text or a member's name anywhere inside holds a NUL.
fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(members) => {
            members.iter().any(|(name, value)| name.contains('\0') || has_nul(value))
        }
        _ => false,
    }
}
