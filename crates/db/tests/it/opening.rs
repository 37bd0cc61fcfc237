//! Addresses, settings and the end of a database.

use anyhow::Result;
use db::{Db, Error};
use testkit::databases::{TestDb, fresh_sqlite};

async fn refused(address: &str) -> String {
    match Db::open(address).await {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{address} was opened"),
    }
}

testkit::on_both! {
    async fn a_closed_database_is_not_available(db: TestDb) -> Result<()> {
        db.health().await?;
        db.close().await;
        let error = db.health().await.unwrap_err();
        assert!(matches!(error, Error::Unavailable(_)) && error.is_transient(), "{error}");
        Ok(())
    }

    async fn what_was_written_is_there_after_opening_again(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql("CREATE TABLE notes (id BIGINT)").execute().await?;
        tx.sql("INSERT INTO notes (id) VALUES (4)").execute().await?;
        tx.commit().await?;
        db.close().await;
        let again = db.open_again().await?;
        let row = again.begin_read().await?.sql("SELECT id FROM notes").one().await?;
        assert_eq!(row.get::<i64>("id")?, 4);
        again.close().await;
        Ok(())
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_used_is_refused_without_repeating_it() {
    assert!(
        refused("mysql://root:secret@localhost/x").await.contains("must begin with sqlite: or postgres:")
    );
    assert!(refused("sqlite::memory:").await.contains("name a file"));
    for address in ["mysql://root:secret@localhost/x", "postgres://me:secret@host:notaport/x"] {
        assert!(!refused(address).await.contains("secret"));
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_told() {
    let error = Db::open("sqlite:/nowhere/at/all/books.db").await.err();
    assert!(matches!(error, Some(Error::Unavailable(_))), "{error:?}");
}

#[tokio::test]
async fn sqlite_is_set_for_safety() -> Result<()> {
    let db = fresh_sqlite(&[]).await?;
    let mut tx = db.begin_write().await?;
    let journal: String = tx.sql("PRAGMA journal_mode").one().await?.get("journal_mode")?;
    let synchronous: i64 = tx.sql("PRAGMA synchronous").one().await?.get("synchronous")?;
    let foreign_keys: i64 = tx.sql("PRAGMA foreign_keys").one().await?.get("foreign_keys")?;
    assert_eq!((journal.as_str(), synchronous, foreign_keys), ("wal", 2, 1));
    Ok(())
}
