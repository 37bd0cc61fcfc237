//! Who waits too long is told that the database is busy, and may try again.

use anyhow::Result;
use db::{Db, Error, Sql};
use testkit::databases::{TestDb, fresh_postgres, fresh_sqlite};

const TABLE: Sql = Sql::both("CREATE TABLE counters (id BIGINT, count BIGINT)");
const ROWS: Sql = Sql::both("INSERT INTO counters (id, count) VALUES (1, 0), (2, 0)");
const ADD: Sql = Sql::both("UPDATE counters SET count = count + 1 WHERE id = $1");

async fn with_rows(db: &Db) -> Result<()> {
    let mut tx = db.begin_write().await?;
    tx.sql(TABLE).execute().await?;
    tx.sql(ROWS).execute().await?;
    Ok(tx.commit().await?)
}

/// Makes the only write connection of this opening impatient; by itself it waits ten seconds.
async fn impatient(db: &TestDb) -> Result<Db> {
    let other = db.open_again().await?;
    let mut tx = other.begin_write().await?;
    tx.sql("PRAGMA busy_timeout = 50").one().await?;
    tx.commit().await?;
    Ok(other)
}

#[tokio::test]
async fn a_sqlite_file_that_another_process_keeps_locked_is_busy() -> Result<()> {
    let db = fresh_sqlite(&[]).await?;
    with_rows(&db).await?;
    let other = impatient(&db).await?;
    let mut holding = db.begin_write().await?;
    holding.sql(ADD).bind(1).execute().await?;
    let error = other.begin_write().await.unwrap_err();
    assert!(matches!(error, Error::Busy(_)) && error.is_transient(), "{error}");
    holding.commit().await?;
    let mut tx = other.begin_write().await?;
    tx.sql(ADD).bind(1).execute().await?;
    Ok(tx.commit().await?)
}

#[tokio::test]
async fn a_row_that_another_transaction_keeps_locked_is_busy_on_postgres() -> Result<()> {
    let db = fresh_postgres(&[]).await?;
    with_rows(&db).await?;
    let mut holding = db.begin_write().await?;
    holding.sql(ADD).bind(1).execute().await?;
    let mut waiting = db.begin_write().await?;
    waiting.sql("SET LOCAL lock_timeout = '50ms'").execute().await?;
    let error = waiting.sql(ADD).bind(1).execute().await.unwrap_err();
    assert!(matches!(error, Error::Busy(_)), "{error}");
    Ok(())
}

#[tokio::test]
async fn one_of_two_transactions_that_wait_for_each_other_is_busy_on_postgres() -> Result<()> {
    let db = fresh_postgres(&[]).await?;
    with_rows(&db).await?;
    let (mut first, mut second) = (db.begin_write().await?, db.begin_write().await?);
    first.sql(ADD).bind(1).execute().await?;
    second.sql(ADD).bind(2).execute().await?;
    let crossing = tokio::spawn(async move { first.sql(ADD).bind(2).execute().await });
    let here = second.sql(ADD).bind(1).execute().await;
    // Its locks go with it, so that the other one ends too.
    drop(second);
    let there = crossing.await?;
    let busy = [&here, &there].iter().filter(|outcome| matches!(outcome, Err(Error::Busy(_)))).count();
    assert_eq!(busy, 1, "{here:?} {there:?}");
    Ok(())
}
