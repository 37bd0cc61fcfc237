use crate::later::settle_later;
use jiff::SignedDuration;
use quickbooks::Limits;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_lost_answer_is_asked_for_again_and_nothing_is_there_twice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Once").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.lose_answers(1);
        stack.settle().await?;
        let unknown = stack.entry_of(view.filed.document.id).await?;
        assert_eq!((unknown.status, unknown.tries), (Status::Queued, 1), "{unknown:?}");
        settle_later(&stack).await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        assert_eq!(stack.remote("Invoice").await?.len(), before + 1);
        Ok(())
    }

    async fn an_edit_after_a_lost_answer_still_leaves_one_invoice_with_the_new_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Once more").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.lose_answers(1);
        stack.settle().await?;
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "25")]).await?;
        settle_later(&stack).await?;
        let remote = stack.remote("Invoice").await?;
        assert_eq!(remote.len(), before + 1);
        let found = stack.remote_where("Invoice", "DocNumber", &view.filed.document.number.to_string()).await?;
        assert_eq!(found[0]["TotalAmt"].to_string(), "25.00");
        Ok(())
    }

    async fn a_delete_after_a_lost_answer_leaves_none(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("None").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.lose_answers(1);
        stack.settle().await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before + 1);
        stack.app.run(stack.actor, app::invoices::Delete { id: view.filed.document.id }).await?;
        settle_later(&stack).await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before);
        Ok(())
    }

    async fn while_quickbooks_is_down_saves_go_on_and_all_is_sent_once_it_is_back(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.cut(true);
        let mut ids = Vec::new();
        for number in 0..5 {
            let customer = stack.customer(&format!("While down {number}")).await?;
            ids.push(stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id);
            stack.settle().await?;
        }
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.pause_reason.is_some(), "a banner says so");
        for id in &ids {
            assert_eq!(stack.entry_of(*id).await?.status, Status::Queued);
        }
        stack.cut(false);
        settle_later(&stack).await?;
        for id in ids {
            let entry = stack.entry_of(id).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
        }
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.pause_reason, None);
        Ok(())
    }

    async fn an_expired_token_is_renewed_once_and_the_call_repeated(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.clock.advance(SignedDuration::from_hours(3));
        let customers: Vec<_> = (0..5).map(|number| format!("After expiry {number}")).collect();
        for name in &customers {
            stack.customer(name).await?;
        }
        stack.settle().await?;
        for name in &customers {
            assert_eq!(stack.remote_where("Customer", "DisplayName", name).await?.len(), 1);
        }
        Ok(())
    }

    async fn a_call_answered_with_401_is_repeated_with_a_new_token(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "query"}, "times": 1,
            "action": {"refuse": {"status": 401, "code": "3200", "message": "message=AuthenticationFailed; errorCode=003200; statusCode=401"}}})).await?;
        let customer = stack.customer("After 401").await?;
        stack.settle().await?;
        let entry = stack.entry_of(customer.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let outcomes: Vec<String> = stack.engine.attempts(stack.actor.company_id, entry.id).await?.into_iter().map(|a| a.outcome).collect();
        assert_eq!(outcomes, ["unauthorized", "done", "done"]);
        Ok(())
    }

    async fn a_service_error_after_the_effect_is_asked_for_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Five hundred").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 2, "action": {"fail": {"status": 503, "when": "after"}}})).await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        settle_later(&stack).await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        assert_eq!(stack.remote("Invoice").await?.len(), before + 1);
        Ok(())
    }

    async fn an_entry_that_never_gets_an_answer_fails_in_the_end_and_a_retry_repeats_the_same_request(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Stubborn").await?;
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Invoice"}, "times": 8, "action": {"fail": {"status": 500, "when": "before"}}})).await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        settle_later(&stack).await?;
        let failed = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(failed.code, Some(planner::Code::ServiceError), "{failed:?}");
        stack.engine.retry(stack.actor.company_id, failed.id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        let attempts = stack.engine.attempts(stack.actor.company_id, failed.id).await?;
        assert_eq!(attempts.len(), 9);
        assert!(attempts.iter().all(|attempt| attempt.request_id == attempts[0].request_id));
        Ok(())
    }

    async fn a_throttled_call_pauses_the_connection_for_a_minute_and_is_made_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "create"}, "times": 1, "action": "throttle"})).await?;
        let customer = stack.customer("Throttled").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        let reason = connection.pause_reason.unwrap_or_default();
        assert!(reason.contains("slow down"), "a banner says so: {reason:?}");
        stack.clock.advance(SignedDuration::from_secs(59));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        stack.clock.advance(SignedDuration::from_secs(2));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn whoever_drives_next_counts_the_calls_of_whoever_drove_before(db: TestDb) -> anyhow::Result<()> {
        let slow = Stack::enabled_with(&db, Limits { requests: 4, ..Limits::quickbooks() }).await?;
        let first = slow.customer("First").await?;
        slow.settle().await?;
        assert_eq!(slow.entry_of(first.id).await?.status, Status::Completed);
        slow.clear_journal().await?;
        let second = slow.customer("Second").await?;
        let third = slow.customer("Third").await?;
        let engine = slow.engine.clone();
        let driving = tokio::spawn(async move { engine.drain().await });
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(slow.journal().await?.len() <= 2, "two of four calls were made before: {:#?}", slow.journal().await?);
        for _ in 0..200 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            slow.clock.advance(SignedDuration::from_secs(1));
            if driving.is_finished() {
                break;
            }
        }
        driving.await??;
        for customer in [second, third] {
            assert_eq!(slow.entry_of(customer.id).await?.status, Status::Completed);
        }
        Ok(())
    }
}
