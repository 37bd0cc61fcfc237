//! Each test has a database to itself.

use anyhow::Result;
use db::{Db, Migration};
use testkit::databases::{TestDb, fresh_postgres, fresh_sqlite};

const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "make notes",
    sqlite: "CREATE TABLE notes (id INTEGER)",
    postgres: "CREATE TABLE notes (id BIGINT)",
}];

async fn add_note(db: &Db) -> Result<i64> {
    let mut tx = db.begin_write().await?;
    tx.sql("INSERT INTO notes (id) VALUES (1)").execute().await?;
    let notes = tx.sql("SELECT count(*) AS notes FROM notes").one().await?.get("notes")?;
    tx.commit().await?;
    Ok(notes)
}

testkit::on_both! {
    migrated(MIGRATIONS);

    async fn a_migrated_database_has_the_tables_and_needs_no_more(db: TestDb) -> Result<()> {
        assert_eq!(add_note(&db).await?, 1);
        assert_eq!(db.migrate(MIGRATIONS).await?, 0);
        Ok(())
    }

    async fn a_second_opening_sees_the_same_database(db: TestDb) -> Result<()> {
        add_note(&db).await?;
        let again = db.open_again().await?;
        assert_eq!(add_note(&again).await?, 2);
        again.close().await;
        Ok(())
    }
}

#[tokio::test]
async fn two_databases_share_nothing() -> Result<()> {
    for (first, second) in [
        (fresh_sqlite(MIGRATIONS).await?, fresh_sqlite(MIGRATIONS).await?),
        (fresh_postgres(MIGRATIONS).await?, fresh_postgres(MIGRATIONS).await?),
    ] {
        add_note(&first).await?;
        assert_eq!(add_note(&second).await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_database_goes_with_its_test_even_while_it_is_in_use() -> Result<()> {
    let db = fresh_postgres(&[]).await?;
    let address = db.address().to_owned();
    let user = db.open_again().await?;
    drop(db);
    assert!(user.health().await.is_err());
    assert!(Db::open(&address).await.is_err());

    let db = fresh_sqlite(&[]).await?;
    let folder = db.folder().map(ToOwned::to_owned).unwrap_or_default();
    assert!(folder.join("books.db").exists());
    drop(db);
    assert!(!folder.exists());
    Ok(())
}
