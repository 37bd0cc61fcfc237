//! A commit wakes who waits for it, in this process and in others.

use std::time::Duration;

use anyhow::Result;
use db::{Db, Dialect, Waiter};
use testkit::databases::TestDb;

/// Longer than any wake-up takes.
const SOON: Duration = Duration::from_secs(5);
/// Long enough for a wake-up that should not come.
const A_WHILE: Duration = Duration::from_millis(200);

async fn commit(db: &Db, topic: &'static str) -> Result<()> {
    let mut tx = db.begin_write().await?;
    tx.wake_on_commit(topic);
    Ok(tx.commit().await?)
}

async fn woken(waiter: &mut Waiter, within: Duration) -> bool {
    tokio::time::timeout(within, waiter.notified()).await.is_ok()
}

testkit::on_both! {
    async fn a_commit_between_the_look_and_the_wait_is_not_missed(db: TestDb) -> Result<()> {
        let mut waiter = db.wakeup().waiter("log");
        commit(&db, "log").await?;
        assert!(woken(&mut waiter, SOON).await);
        Ok(())
    }

    async fn who_waits_already_is_woken(db: TestDb) -> Result<()> {
        let mut waiter = db.wakeup().waiter("log");
        let waiting = tokio::spawn(async move { woken(&mut waiter, SOON).await });
        tokio::task::yield_now().await;
        commit(&db, "log").await?;
        assert!(waiting.await?);
        Ok(())
    }

    async fn a_rollback_another_topic_and_silence_do_not_wake(db: TestDb) -> Result<()> {
        let mut waiter = db.wakeup().waiter("log");
        let mut tx = db.begin_write().await?;
        tx.wake_on_commit("log");
        tx.rollback().await?;
        db.begin_write().await?.commit().await?;
        commit(&db, "queue").await?;
        assert!(!woken(&mut waiter, A_WHILE).await);
        Ok(())
    }
}

#[tokio::test]
async fn on_postgres_a_commit_wakes_other_processes() -> Result<()> {
    let db = testkit::databases::fresh_postgres(&[]).await?;
    let other = db.open_again().await?;
    let mut waiter = other.wakeup().waiter("log");
    commit(&db, "log").await?;
    assert!(woken(&mut waiter, SOON).await);
    assert!(!woken(&mut waiter, A_WHILE).await);
    other.close().await;
    Ok(())
}

async fn end_listeners(db: &Db) -> Result<()> {
    let mut tx = db.begin_read().await?;
    let ended = tx
        .sql(
            "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
             WHERE query LIKE 'LISTEN%' AND datname = current_database()",
        )
        .all()
        .await?;
    assert_eq!(ended.len(), 2);
    Ok(())
}

/// Lets new connections to the database in, or not; those that are open stay.
async fn admit(server: &Db, database: &str, admitted: bool) -> Result<()> {
    let mut tx = server.begin_write().await?;
    tx.sql("SELECT set_config('test.database', $1, true), set_config('test.admitted', $2, true)")
        .bind(database)
        .bind(admitted.to_string())
        .one()
        .await?;
    tx.sql(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ALLOW_CONNECTIONS %s',
             current_setting('test.database'), current_setting('test.admitted')); END $$",
    )
    .execute()
    .await?;
    Ok(tx.commit().await?)
}

#[tokio::test]
async fn on_postgres_the_listener_tries_again_until_the_server_lets_it_in() -> Result<()> {
    let db = testkit::databases::fresh_postgres(&[]).await?;
    let server = Db::open(testkit::postgres::server_address()?).await?;
    let name: String =
        db.begin_read().await?.sql("SELECT current_database()::text AS name").one().await?.get("name")?;
    let other = db.open_again().await?;
    let mut waiter = other.wakeup().waiter("log");
    admit(&server, &name, false).await?;
    end_listeners(&db).await?;
    assert!(!woken(&mut waiter, A_WHILE).await);
    admit(&server, &name, true).await?;
    assert!(woken(&mut waiter, SOON).await);
    commit(&db, "log").await?;
    assert!(woken(&mut waiter, SOON).await);
    other.close().await;
    server.close().await;
    Ok(())
}

#[tokio::test]
async fn on_postgres_a_lost_connection_wakes_everyone_and_is_made_again() -> Result<()> {
    let db = testkit::databases::fresh_postgres(&[]).await?;
    assert_eq!(db.dialect(), Dialect::Postgres);
    let other = db.open_again().await?;
    let mut waiter = other.wakeup().waiter("log");
    end_listeners(&db).await?;
    assert!(woken(&mut waiter, SOON).await);
    // Connected again by now, since that is when everyone is woken.
    commit(&db, "log").await?;
    assert!(woken(&mut waiter, SOON).await);
    other.close().await;
    Ok(())
}
