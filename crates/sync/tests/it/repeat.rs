//! The same request again, when nobody knows what became of the first.

use crate::later::settle_later;
use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use tokio::time::timeout;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_repeat_that_is_refused_at_the_door_does_not_make_a_second_payment(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Once").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let before = stack.remote("Payment").await?.len();
        let payment = stack.pay(view.filed.document.id, "4").await?;
        stack.lose_answers(1);
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "create"}, "times": 1, "action": {"refuse": {"status": 400, "code": "5020", "message": "x"}}})).await?;
        stack.clock.advance(SignedDuration::from_mins(6));
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!(entry.status, Status::Failed, "{entry:?}");
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        settle_later(&stack).await?;
        assert_eq!(stack.remote("Payment").await?.len(), before + 1);
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        Ok(())
    }

    async fn a_repeat_that_is_refused_at_the_door_does_not_make_a_second_invoice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Once").await?;
        stack.settle().await?;
        for (status, code) in [(403, "120"), (404, "0"), (403, "5020")] {
            let before = stack.remote("Invoice").await?.len();
            let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
            stack.lose_answers(1);
            stack.settle().await?;
            stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"refuse": {"status": status, "code": code, "message": "x"}}})).await?;
            stack.clock.advance(SignedDuration::from_mins(6));
            stack.settle().await?;
            let entry = stack.entry_of(view.filed.document.id).await?;
            assert_eq!(entry.status, Status::Failed, "{entry:?}");
            stack.engine.retry(stack.actor.company_id, entry.id).await?;
            settle_later(&stack).await?;
            let entry = stack.entry_of(view.filed.document.id).await?;
            assert_eq!(entry.status, Status::Completed, "{status} {code}: {entry:?}");
            assert_eq!(stack.remote("Invoice").await?.len(), before + 1, "{status} {code}");
        }
        Ok(())
    }

    async fn a_worker_that_stood_still_writes_nothing_once_another_has_taken_over(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Frozen").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"delay_ms": 31000}})).await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let mut frozen = Box::pin(stack.engine.drain());
        assert!(timeout(Duration::from_millis(200), &mut frozen).await.is_err());
        stack.clock.advance(SignedDuration::from_secs(31));
        stack.settle().await?;
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "12")]).await?;
        stack.settle().await?;
        let woken = timeout(Duration::from_secs(2), &mut frozen).await?;
        assert!(matches!(woken, Err(sync::Error::LeaseLost)), "{woken:?}");
        settle_later(&stack).await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before + 1);
        assert_eq!(stack.remote_where("Invoice", "DocNumber", &view.filed.document.number.to_string()).await?[0]["TotalAmt"].to_string(), "12.00");
        Ok(())
    }
}
