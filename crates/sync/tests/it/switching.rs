//! What changes about a connection while it is driven.

use crate::later::{a_moment, drained};
use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use tokio::time::timeout;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn switching_it_off_stops_a_drive_that_is_under_way(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let before = stack.remote("Customer").await?.len();
        for number in 0..40 {
            stack.customer(&format!("Customer {number}")).await?;
        }
        let engine = stack.engine.clone();
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "query"}, "times": 10, "action": {"delay_ms": 1000}})).await?;
        let drain = tokio::spawn(async move { engine.drain().await });
        a_moment().await;
        stack.engine.disable(stack.actor.company_id).await?;
        drained(&stack, drain).await?;
        let sent = stack.remote("Customer").await?.len() - before;
        assert!(sent <= 10, "{sent} were sent, most after the integration was off");
        Ok(())
    }

    async fn switching_on_what_is_on_leaves_nothing_behind(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Queued").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.clock.advance(SignedDuration::from_secs(5));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        Ok(())
    }

    async fn a_retry_reads_the_facts_again_though_the_driver_lingers(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        set_closed_until(&db, connection.known, "2026-12-31").await?;
        let engine = stack.engine.clone();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = tokio::spawn(async move {
            engine.run(uuid::Uuid::from_u128(7), async { stopped.await.unwrap_or_default() }).await;
        });
        let customer = stack.customer("Closed").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let failed = ended(&stack, view.filed.document.id).await?;
        assert_eq!(failed.code, Some(planner::Code::PeriodClosed), "{failed:?}");
        stack.engine.retry(stack.actor.company_id, failed.id).await?;
        let entry = ended(&stack, view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        stop.send(()).unwrap();
        timeout(Duration::from_secs(5), worker).await??;
        Ok(())
    }
}

/// Lets the connection believe that the books are closed in QuickBooks.
async fn set_closed_until(db: &TestDb, known: planner::Known, day: &str) -> anyhow::Result<()> {
    let known = serde_json::to_value(planner::Known { closed_until: Some(day.parse()?), ..known })?;
    let mut tx = db.begin_write().await?;
    tx.sql("UPDATE connections SET known = $1").bind(known).execute().await?;
    Ok(tx.commit().await?)
}

/// The record's entry, once it has ended.
async fn ended(stack: &Stack, id: uuid::Uuid) -> anyhow::Result<sync::log::Entry> {
    for _ in 0..50 {
        let entry = stack.entry_of(id).await?;
        if !matches!(entry.status, Status::Queued | Status::Running) {
            return Ok(entry);
        }
        a_moment().await;
    }
    anyhow::bail!("it does not end")
}
