//! One record's trouble, one company's trouble, and a storm that is nobody's.

use jiff::SignedDuration;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::Stack;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_nul_in_an_answer_fails_only_its_entry(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "create"}, "action": {"refuse": {"status": 400, "code": "2020", "message": "x", "detail": "a\u{0}b"}}})).await?;
        let customer = stack.customer("Nul").await?;
        stack.settle().await?;
        let entry = stack.entry_of(customer.id).await?;
        assert_eq!(entry.status, Status::Failed, "{entry:?}");
        Ok(())
    }

    async fn a_connection_that_can_not_be_read_keeps_no_other_waiting(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let other = app::companies::create(&stack.app, app::companies::NewCompany {
            name: "Other".to_owned(), currency: domain::Currency::USD, discount: Default::default(),
        }).await?;
        let mut tx = db.begin_write().await?;
        tx.sql("INSERT INTO connections (company_id, id, realm_id, is_current, enabled_at, settings, lease_fence, created_at)
            SELECT $1, $2, '77', is_current, enabled_at, '[]', 0, created_at FROM connections")
            .bind(other.id).bind(uuid::Uuid::from_u128(9)).execute().await?;
        tx.commit().await?;
        let customer = stack.customer("Alone").await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn an_entry_that_can_not_be_read_keeps_no_other_waiting(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let bad = stack.customer("Bad").await?;
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        stack.settle().await?;
        let mut tx = db.begin_write().await?;
        tx.sql_by_dialect("UPDATE attempts SET write = '{}' WHERE outcome = 'unknown'", "UPDATE attempts SET write = '{}'::jsonb WHERE outcome = 'unknown'").execute().await?;
        tx.commit().await?;
        stack.clock.advance(SignedDuration::from_mins(6));
        let good = stack.customer("Good").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(good.id).await?.status, Status::Completed);
        assert_eq!(stack.entry_of(bad.id).await?.status, Status::Failed);
        Ok(())
    }

    async fn a_storm_uses_up_no_tries(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"times": 200, "action": {"fail": {"status": 503, "when": "before"}}})).await?;
        let mut ids = Vec::new();
        for number in 0..10 {
            ids.push(stack.customer(&format!("Storm {number}")).await?.id);
        }
        for _ in 0..40 {
            stack.clock.advance(SignedDuration::from_mins(6));
            stack.settle().await?;
        }
        for id in ids {
            let entry = stack.entry_of(id).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
        }
        Ok(())
    }
}
