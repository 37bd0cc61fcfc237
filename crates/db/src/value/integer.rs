//! Whole numbers. PostgreSQL has three widths of them; a reader need not care which one an expression has.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

use super::wire::Wire;

/// Sent as `BIGINT`; read from `SMALLINT`, `INTEGER` and `BIGINT`, because a literal such as `SELECT 1` is not a `BIGINT`.
pub(super) struct Integer(i64);

impl Type<Postgres> for Integer {
    fn type_info() -> PgTypeInfo {
        <i64 as Type<Postgres>>::type_info()
    }

    fn compatible(kind: &PgTypeInfo) -> bool {
        <i64 as Type<Postgres>>::compatible(kind)
            || <i32 as Type<Postgres>>::compatible(kind)
            || <i16 as Type<Postgres>>::compatible(kind)
    }
}

impl Encode<'_, Postgres> for Integer {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&self.0, buffer)
    }
}

impl Decode<'_, Postgres> for Integer {
    // The driver's decoder takes the width from the length of what came.
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        <i64 as Decode<Postgres>>::decode(value).map(Self)
    }
}

impl Wire for i64 {
    type Sqlite = Self;
    type Postgres = Integer;

    fn to_sqlite(&self) -> Result<Self, String> {
        Ok(*self)
    }

    fn to_postgres(&self) -> Result<Integer, String> {
        Ok(Integer(*self))
    }

    fn from_sqlite(kept: Self) -> Result<Self, String> {
        Ok(kept)
    }

    fn from_postgres(kept: Integer) -> Result<Self, String> {
        Ok(kept.0)
    }
}
