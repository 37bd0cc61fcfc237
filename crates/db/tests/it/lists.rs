//! A list as one parameter.

use anyhow::Result;
use db::{ListItem, Sql, Tx};
use testkit::databases::TestDb;
use uuid::Uuid;

const TABLE: Sql = Sql::each(
    "CREATE TABLE things (id BLOB, number INTEGER, name TEXT)",
    "CREATE TABLE things (id UUID, number BIGINT, name TEXT)",
);
const BY_IDS: Sql = Sql::each(
    "SELECT name FROM things WHERE id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY name",
    "SELECT name FROM things WHERE id = ANY($1) ORDER BY name",
);
const BY_NUMBERS: Sql = Sql::each(
    "SELECT name FROM things WHERE number IN (SELECT value FROM json_each($1)) ORDER BY name",
    "SELECT name FROM things WHERE number = ANY($1) ORDER BY name",
);
const BY_NAMES: Sql = Sql::each(
    "SELECT name FROM things WHERE name IN (SELECT value FROM json_each($1)) ORDER BY name",
    "SELECT name FROM things WHERE name = ANY($1) ORDER BY name",
);

async fn names<T: ListItem>(tx: &mut Tx, sql: Sql, list: &[T]) -> Result<String> {
    let rows = tx.sql(sql).bind_list(list).all().await?;
    let names: Vec<String> = rows.iter().map(|row| row.get("name")).collect::<Result<_, _>>()?;
    Ok(names.join(" "))
}

testkit::on_both! {
    async fn a_list_finds_exactly_its_rows(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        for (number, name) in [(1, "a"), (2, "b\"'é"), (i64::MAX, "c")] {
            tx.sql("INSERT INTO things (id, number, name) VALUES ($1, $2, $3)")
                .bind(Uuid::from_u128(u128::try_from(number)?))
                .bind(number)
                .bind(name)
                .execute()
                .await?;
        }
        let id = |number: i64| Uuid::from_u128(number as u128);
        assert_eq!(names(&mut tx, BY_IDS, &[id(1), id(i64::MAX), id(9)]).await?, "a c");
        assert_eq!(names(&mut tx, BY_NUMBERS, &[2, i64::MAX, 2]).await?, "b\"'é c");
        assert_eq!(names(&mut tx, BY_NAMES, &["b\"'é"]).await?, "b\"'é");
        assert_eq!(names(&mut tx, BY_NAMES, &["a".to_owned(), "x".to_owned()]).await?, "a");
        Ok(())
    }

    async fn an_empty_list_finds_nothing(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        tx.sql("INSERT INTO things (name) VALUES ('a')").execute().await?;
        assert_eq!(names::<Uuid>(&mut tx, BY_IDS, &[]).await?, "");
        assert_eq!(names::<&str>(&mut tx, BY_NAMES, &[]).await?, "");
        Ok(())
    }

    async fn a_list_stands_beside_other_parameters(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        tx.sql("INSERT INTO things (number, name) VALUES (1, 'a'), (2, 'a')").execute().await?;
        let changed = tx
            .sql_by_dialect(
                "UPDATE things SET name = $1 WHERE number IN (SELECT value FROM json_each($2)) AND name = $3",
                "UPDATE things SET name = $1 WHERE number = ANY($2) AND name = $3",
            )
            .bind("z")
            .bind_list(&[2_i64, 3])
            .bind("a")
            .execute()
            .await?;
        assert_eq!(changed, 1);
        Ok(())
    }
}
