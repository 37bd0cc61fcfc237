//! Tokens that are refused.

use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::Stack;
use tokio::time::timeout;

/// Real time after which a drain counts as stuck, on a busy machine too.
const STUCK_AFTER: Duration = Duration::from_secs(60);

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_login_that_is_refused_although_it_was_renewed_pauses_and_goes_on_by_itself(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let refuse = json!({"refuse": {"status": 401, "code": "3200", "message": "x"}});
        stack.trouble(json!({"match": {"entity": "Customer"}, "times": 2, "action": refuse})).await?;
        let customer = stack.customer("Later").await?;
        let ended = timeout(STUCK_AFTER, stack.settle()).await;
        assert!(ended.is_ok(), "it goes on for ever");
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.login_lost, None);
        assert!(connection.pause_reason.is_some_and(|why| why.contains("did not accept the login")));
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        stack.clock.advance(SignedDuration::from_mins(10));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
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

    async fn an_app_that_is_shut_out_loses_its_login_with_one_call_and_goes_on_once_connected_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let first = stack.customer("Before").await?;
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Customer"}, "times": 1, "action": {"refuse": {"status": 403, "code": "3100", "message": "x"}}})).await?;
        stack.clear_journal().await?;
        stack.edit_contact(first.id, |contact| contact.details.phone = "1".to_owned()).await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.login_lost.is_some_and(|why| why.contains("Connect again")));
        let later = stack.customer("Meanwhile").await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 1);
        assert_eq!(stack.entry_of(first.id).await?.status, Status::Queued);
        stack.connect().await?;
        stack.settle().await?;
        for contact in [first, later] {
            assert_eq!(stack.entry_of(contact.id).await?.status, Status::Completed);
        }
        Ok(())
    }

    async fn an_ended_subscription_pauses_the_connection_and_what_waits_goes_by_itself_once_it_is_renewed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.emulator_settings(json!({"subscription_ended": true})).await?;
        stack.clear_journal().await?;
        let first = stack.customer("Before").await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.pause_reason.is_some_and(|why| why.contains("subscription has ended")));
        let calls = stack.journal().await?.len();
        let later = stack.customer("Meanwhile").await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), calls);
        assert_eq!(stack.entry_of(later.id).await?.status, Status::Queued);
        stack.emulator_settings(json!({"subscription_ended": false})).await?;
        stack.clock.advance(SignedDuration::from_mins(6));
        stack.settle().await?;
        for contact in [first, later] {
            assert_eq!(stack.entry_of(contact.id).await?.status, Status::Completed);
        }
        Ok(())
    }
}

async fn forget_facts(db: &TestDb) -> anyhow::Result<()> {
    let mut tx = db.begin_write().await?;
    tx.sql("UPDATE connections SET known_at = NULL").execute().await?;
    Ok(tx.commit().await?)
}
