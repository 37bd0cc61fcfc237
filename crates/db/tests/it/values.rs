//! What is bound comes back the same, on both databases.

use std::fmt::Debug;

use anyhow::Result;
use db::{Error, Sql, Tx, Value};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::json;
use testkit::databases::TestDb;
use uuid::Uuid;

const TABLE: Sql = Sql::each(
    "CREATE TABLE kept (
        number INTEGER, yes INTEGER, words TEXT, bytes BLOB, id BLOB, extra TEXT, moment TEXT, day TEXT
    ) STRICT",
    "CREATE TABLE kept (
        number BIGINT, yes BOOLEAN, words TEXT, bytes BYTEA, id UUID, extra JSONB, moment TIMESTAMPTZ, day DATE
    )",
);

/// Writes the value and a null into a column, and reads both back.
async fn round_trip<T>(tx: &mut Tx, write: &'static str, read: &'static str, value: T) -> Result<()>
where
    T: Value + Clone + PartialEq + Debug,
{
    tx.sql("DELETE FROM kept").execute().await?;
    tx.sql(write).bind(value.clone()).execute().await?;
    let row = tx.sql(read).one().await?;
    assert_eq!(row.get::<T>("value")?, value);
    assert_eq!(row.get::<Option<T>>("value")?, Some(value));

    tx.sql("DELETE FROM kept").execute().await?;
    tx.sql(write).bind(None::<T>).execute().await?;
    let row = tx.sql(read).one().await?;
    assert_eq!(row.get::<Option<T>>("value")?, None);
    let refused = row.get::<T>("value").unwrap_err().to_string();
    assert_eq!(refused, "column `value` cannot be read: it is null; read it as an Option");
    Ok(())
}

macro_rules! round_trips {
    ($tx:expr, $column:literal: $($value:expr),+ $(,)?) => {$(
        round_trip(
            $tx,
            concat!("INSERT INTO kept (", $column, ") VALUES ($1)"),
            concat!("SELECT ", $column, " AS value FROM kept"),
            $value,
        )
        .await?;
    )+};
}

testkit::on_both! {
    async fn every_type_and_its_null_comes_back_as_it_went(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        round_trips!(&mut tx, "number": 0_i64, -1_i64, i64::MAX, i64::MIN);
        round_trips!(&mut tx, "yes": true, false);
        round_trips!(&mut tx, "words": String::new(), "Łódź ☕ 'quoted' $1".to_owned());
        round_trips!(&mut tx, "bytes": Vec::<u8>::new(), vec![0, 255, 39]);
        round_trips!(&mut tx, "id": Uuid::nil(), Uuid::max(), Uuid::from_u128(0x0123_4567_89ab_cdef));
        round_trips!(&mut tx, "extra": json!({"b": [1, "x", null], "a": {"c": true}}), json!("text"), json!(null));
        round_trips!(&mut tx, "moment": "2026-11-23T09:30:00.123456Z".parse::<Timestamp>()?, Timestamp::UNIX_EPOCH);
        round_trips!(&mut tx, "moment": "0000-01-01T00:00:00Z".parse::<Timestamp>()?);
        round_trips!(&mut tx, "moment": "9999-12-30T22:00:00.999999Z".parse::<Timestamp>()?);
        round_trips!(&mut tx, "day": date(2026, 2, 28), date(0, 1, 1), date(9999, 12, 31), Date::ZERO);
        Ok(tx.commit().await?)
    }

    async fn an_amount_in_json_keeps_its_digits(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        let exact: serde_json::Value = serde_json::from_str(r#"{"amount": 99999999999999999.99, "rate": 0.10}"#)?;
        round_trips!(&mut tx, "extra": exact);
        Ok(())
    }

    async fn borrowed_values_bind_like_owned_ones(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        let (words, id) = (String::from("borrowed"), Uuid::from_u128(7));
        tx.sql("INSERT INTO kept (words, id, bytes, number) VALUES ($1, $2, $3, $4)")
            .bind(&words)
            .bind(id)
            .bind(&[1_u8, 2][..])
            .bind(Some(&5_i64))
            .execute()
            .await?;
        let row = tx.sql("SELECT * FROM kept WHERE words = $1 AND id = $2").bind("borrowed").bind([id].first()).one().await?;
        assert_eq!(row.get::<Vec<u8>>("bytes")?, [1, 2]);
        assert_eq!(row.get::<i64>("number")?, 5);
        Ok(())
    }

    async fn instants_sort_and_compare_as_time_in_sql(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        // As plain text, "…:00Z" would sort after "…:00.5Z".
        let in_order = [
            "0999-12-31T23:59:59Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-11-23T09:30:00Z",
            "2026-11-23T09:30:00.000001Z",
            "2026-11-23T09:30:00.5Z",
            "2026-11-23T09:30:01Z",
            "2026-11-23T13:30:00+01:00",
        ];
        let moments: Vec<Timestamp> = in_order.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        for moment in moments.iter().rev() {
            tx.sql("INSERT INTO kept (moment) VALUES ($1)").bind(moment).execute().await?;
        }
        let rows = tx.sql("SELECT moment FROM kept ORDER BY moment").all().await?;
        let read: Vec<Timestamp> = rows.iter().map(|row| row.get("moment")).collect::<Result<_, _>>()?;
        assert_eq!(read, moments);
        for (place, moment) in moments.iter().enumerate() {
            let counted =
                tx.sql("SELECT count(*) AS before FROM kept WHERE moment < $1").bind(moment).one().await?;
            assert_eq!(counted.get::<i64>("before")?, i64::try_from(place)?);
        }
        let last = tx.sql("SELECT max(moment) AS last FROM kept").one().await?;
        assert_eq!(Some(last.get::<Timestamp>("last")?), moments.last().copied());
        Ok(())
    }

    async fn an_instant_keeps_whole_microseconds(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        for (bound, kept) in [
            ("2026-11-23T09:30:00.123456999Z", "2026-11-23T09:30:00.123456Z"),
            ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999Z"),
        ] {
            tx.sql("DELETE FROM kept").execute().await?;
            let (bound, kept) = (bound.parse::<Timestamp>()?, kept.parse::<Timestamp>()?);
            tx.sql("INSERT INTO kept (moment) VALUES ($1)").bind(bound).execute().await?;
            let row = tx.sql("SELECT moment FROM kept WHERE moment = $1").bind(bound).one().await?;
            assert_eq!(row.get::<Timestamp>("moment")?, kept);
        }
        Ok(())
    }

    async fn a_value_that_one_database_cannot_keep_is_refused_by_both(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        let early: Timestamp = "-000001-06-01T00:00:00Z".parse()?;
        let statement = "INSERT INTO kept (words) VALUES ($1)";
        for refused in [
            tx.sql(statement).bind("a\0b").execute().await,
            tx.sql("INSERT INTO kept (extra) VALUES ($1)").bind(json!({"a": ["\0"]})).execute().await,
            tx.sql("INSERT INTO kept (moment) VALUES ($1)").bind(early).execute().await,
            tx.sql("INSERT INTO kept (day) VALUES ($1)").bind(date(-1, 1, 1)).execute().await,
        ] {
            assert!(matches!(refused, Err(Error::Bind { .. })), "{refused:?}");
        }
        // The database was not asked, so the transaction goes on.
        tx.sql(statement).bind("a\\0b").execute().await?;
        Ok(tx.commit().await?)
    }

    async fn the_number_of_values_must_be_the_number_of_parameters(db: TestDb) -> Result<()> {
        let mut tx = db.begin_read().await?;
        let few = tx.sql("SELECT $1 AS a, $2 AS b").bind("x").one().await.err();
        let many = tx.sql("SELECT 1 AS a").bind("x").one().await.err();
        assert!(matches!(few, Some(Error::Bind { .. })) && matches!(many, Some(Error::Bind { .. })));
        Ok(())
    }

    async fn integers_of_any_width_and_counts_read_as_i64(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        tx.sql("INSERT INTO kept (number) VALUES (2), (3)").execute().await?;
        let row = tx
            .sql("SELECT 7 AS literal, count(*) AS count, CAST(SUM(number) AS BIGINT) AS sum FROM kept")
            .one()
            .await?;
        assert_eq!((row.get::<i64>("literal")?, row.get::<i64>("count")?, row.get::<i64>("sum")?), (7, 2, 5));
        Ok(())
    }

    async fn a_column_that_is_missing_or_of_another_type_is_named(db: TestDb) -> Result<()> {
        let mut tx = db.begin_read().await?;
        let row = tx.sql("SELECT CAST('secret' AS TEXT) AS words").one().await?;
        let missing = row.get::<String>("phrase").unwrap_err().to_string();
        assert_eq!(missing, "column `phrase` cannot be read: there is no such column in the row");
        let other = row.get::<i64>("words").unwrap_err().to_string();
        assert!(other.contains("column `words`") && !other.contains("secret"), "{other}");
        Ok(())
    }
}
