//! What lasts, what is undone, who waits for whom.

use std::time::Duration;

use anyhow::Result;
use db::{Db, Dialect, Error, Sql};
use testkit::databases::TestDb;

const TABLE: Sql = Sql::each(
    "CREATE TABLE counters (id INTEGER PRIMARY KEY, count INTEGER NOT NULL)",
    "CREATE TABLE counters (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)",
);
const INSERT: Sql = Sql::both("INSERT INTO counters (id, count) VALUES ($1, $2)");
const ADD: Sql = Sql::both("UPDATE counters SET count = count + 1 WHERE id = $1");

async fn with_table(db: &Db) -> Result<()> {
    let mut tx = db.begin_write().await?;
    tx.sql(TABLE).execute().await?;
    tx.sql(INSERT).bind(1).bind(0).execute().await?;
    Ok(tx.commit().await?)
}

async fn rows(db: &Db) -> Result<i64> {
    let mut tx = db.begin_read().await?;
    Ok(tx.sql("SELECT count(*) AS rows FROM counters").one().await?.get("rows")?)
}

async fn count(db: &Db) -> Result<i64> {
    let mut tx = db.begin_read().await?;
    Ok(tx.sql("SELECT count FROM counters WHERE id = 1").one().await?.get("count")?)
}

testkit::on_both! {
    async fn what_is_committed_lasts_and_what_is_rolled_back_does_not(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_write().await?;
        assert_eq!(tx.sql(INSERT).bind(2).bind(0).execute().await?, 1);
        tx.rollback().await?;
        assert_eq!(rows(&db).await?, 1);
        Ok(())
    }

    async fn dropping_a_transaction_rolls_it_back(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        for id in 2..20 {
            let mut tx = db.begin_write().await?;
            tx.sql(INSERT).bind(id).bind(0).execute().await?;
        }
        assert_eq!(rows(&db).await?, 1);
        Ok(())
    }

    async fn a_transaction_given_up_in_the_middle_leaves_nothing_and_blocks_nobody(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        for after in 0..40 {
            let attempt = async {
                let mut tx = db.begin_write().await?;
                tx.sql(ADD).bind(1).execute().await?;
                tx.sql(INSERT).bind(2).bind(0).execute().await?;
                tx.sql("SELECT * FROM counters").all().await?;
                std::future::pending::<Result<(), Error>>().await
            };
            tokio::time::timeout(Duration::from_micros(after * 50), attempt).await.unwrap_err();
        }
        let mut tx = db.begin_write().await?;
        tx.sql(ADD).bind(1).execute().await?;
        tx.commit().await?;
        assert_eq!((rows(&db).await?, count(&db).await?), (1, 1));
        Ok(())
    }

    async fn after_a_failed_statement_only_a_rollback_is_left(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_write().await?;
        tx.sql(INSERT).bind(2).bind(0).execute().await?;
        assert!(tx.sql(INSERT).bind(1).bind(0).execute().await.is_err());
        assert!(matches!(tx.sql(INSERT).bind(3).bind(0).execute().await, Err(Error::Broken)));
        assert!(matches!(tx.commit().await, Err(Error::Broken)));
        assert_eq!(rows(&db).await?, 1);
        Ok(())
    }

    async fn a_missing_row_or_column_leaves_the_transaction_usable(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_write().await?;
        let missing = tx.sql("SELECT id FROM counters WHERE id = $1").bind(9).one().await.err();
        assert!(matches!(missing, Some(Error::Missing { .. })));
        assert!(tx.sql("SELECT id FROM counters WHERE id = $1").bind(9).optional().await?.is_none());
        tx.sql(INSERT).bind(2).bind(0).execute().await?;
        tx.commit().await?;
        assert_eq!(rows(&db).await?, 2);
        Ok(())
    }

    async fn a_read_transaction_cannot_write(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_read().await?;
        assert!(matches!(tx.sql(ADD).bind(1).execute().await, Err(Error::ReadOnly { .. })));
        Ok(())
    }

    async fn a_read_transaction_sees_one_state_throughout(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut reading = db.begin_read().await?;
        let before: i64 = reading.sql("SELECT count FROM counters").one().await?.get("count")?;
        let mut tx = db.begin_write().await?;
        tx.sql(ADD).bind(1).execute().await?;
        tx.commit().await?;
        let after: i64 = reading.sql("SELECT count FROM counters").one().await?.get("count")?;
        assert_eq!((before, after, count(&db).await?), (0, 0, 1));
        Ok(())
    }

    async fn many_writers_wait_for_each_other_rather_than_fail(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        // A second opening of the same database stands for a second process.
        let other = db.open_again().await?;
        let writers = (0..40).map(|number| {
            let db = if number % 2 == 0 { Db::clone(&db) } else { other.clone() };
            tokio::spawn(async move {
                let mut tx = db.begin_write().await?;
                let seen = tx.sql("SELECT count FROM counters WHERE id = $1").bind(1).one().await?;
                seen.get::<i64>("count")?;
                tx.sql(ADD).bind(1).execute().await?;
                tx.commit().await
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await??;
        }
        assert_eq!(count(&db).await?, 40);
        other.close().await;
        Ok(())
    }

    async fn readers_do_not_wait_for_a_writer(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_write().await?;
        tx.sql(ADD).bind(1).execute().await?;
        let seen = tokio::time::timeout(Duration::from_secs(5), count(&db)).await??;
        assert_eq!(seen, 0);
        tx.commit().await?;
        assert_eq!(count(&db).await?, 1);
        Ok(())
    }

    async fn returning_gives_every_changed_row(db: TestDb) -> Result<()> {
        with_table(&db).await?;
        let mut tx = db.begin_write().await?;
        tx.sql(INSERT).bind(2).bind(5).execute().await?;
        let rows = tx.sql("UPDATE counters SET count = count + 1 RETURNING id, count").all().await?;
        assert_eq!(rows.len(), 2);
        // The first row alone is read, yet every row is changed.
        tx.sql("UPDATE counters SET count = count + 10 RETURNING id").optional().await?;
        let total = tx.sql("SELECT CAST(SUM(count) AS BIGINT) AS total FROM counters").one().await?;
        assert_eq!(total.get::<i64>("total")?, 5 + 2 + 20);
        Ok(())
    }
}

/// PostgreSQL has many writers, so this holds for SQLite only.
#[tokio::test]
async fn a_second_writer_on_sqlite_waits_until_the_first_is_done() -> Result<()> {
    let db = testkit::databases::fresh_sqlite(&[]).await?;
    assert_eq!(db.dialect(), Dialect::Sqlite);
    with_table(&db).await?;
    let mut first = db.begin_write().await?;
    first.sql(ADD).bind(1).execute().await?;
    let second = tokio::spawn({
        let db = Db::clone(&db);
        async move {
            let mut tx = db.begin_write().await?;
            tx.sql(ADD).bind(1).execute().await?;
            tx.commit().await
        }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!second.is_finished());
    first.commit().await?;
    second.await??;
    assert_eq!(count(&db).await?, 2);
    Ok(())
}

/// SQLite ends a transaction by itself when its disk is full; the driver does not notice.
#[tokio::test]
async fn a_full_disk_on_sqlite_does_not_block_later_writers() -> Result<()> {
    let db = testkit::databases::fresh_sqlite(&[]).await?;
    with_table(&db).await?;
    let mut tx = db.begin_write().await?;
    tx.sql("PRAGMA max_page_count = 3").one().await?;
    let full =
        tx.sql("CREATE TABLE filling AS SELECT zeroblob(1000000) AS bytes").execute().await.unwrap_err();
    assert!(matches!(full, Error::Unavailable(_)), "{full:?}");
    drop(tx);
    let mut tx = db.begin_write().await?;
    tx.sql(ADD).bind(1).execute().await?;
    tx.commit().await?;
    assert_eq!(count(&db).await?, 1);
    Ok(())
}
