//! Tokens that are refused.

use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::Stack;
use tokio::time::timeout;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_login_that_refuses_every_token_ends_the_drive(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"match": {"entity": "Customer"}, "action": {"refuse": {"status": 401, "code": "3200", "message": "x"}}})).await?;
        let customer = stack.customer("Lost").await?;
        let ended = timeout(Duration::from_secs(4), stack.settle()).await;
        assert!(ended.is_ok(), "it goes on for ever");
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.login_lost.is_some());
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        Ok(())
    }

    async fn one_token_that_is_refused_while_the_facts_are_read_is_renewed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        forget_facts(&db).await?;
        stack.trouble(json!({"match": {"entity": "CompanyInfo"}, "times": 1, "action": {"refuse": {"status": 401, "code": "3200", "message": "x"}}})).await?;
        let customer = stack.customer("Facts").await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.login_lost, None);
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn a_list_that_is_refused_pauses_and_goes_on_by_itself(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        forget_facts(&db).await?;
        stack.trouble(json!({"match": {"entity": "Account"}, "times": 1, "action": {"refuse": {"status": 400, "code": "10000", "message": "Not now"}}})).await?;
        let customer = stack.customer("Later").await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.login_lost, None);
        assert!(connection.pause_reason.as_ref().is_some_and(|why| why.contains("Not now")), "{connection:?}");
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        stack.clock.advance(SignedDuration::from_mins(10));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn an_app_that_may_not_reach_the_company_has_lost_its_login(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        forget_facts(&db).await?;
        stack.trouble(json!({"match": {"entity": "CompanyInfo"}, "action": {"refuse": {"status": 403, "code": "3100", "message": "x"}}})).await?;
        let customer = stack.customer("Lost").await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.login_lost.is_some_and(|why| why.contains("3100")));
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        Ok(())
    }
}

async fn forget_facts(db: &TestDb) -> anyhow::Result<()> {
    let mut tx = db.begin_write().await?;
    tx.sql("UPDATE connections SET known_at = NULL").execute().await?;
    Ok(tx.commit().await?)
}
