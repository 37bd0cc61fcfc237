use sync::Error;
use sync::log::{Filter, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn the_log_is_filtered_by_status_and_record_and_divided_into_pages(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let bad = stack.customer("A: B").await?;
        for number in 0..5 {
            stack.customer(&format!("Fine {number}")).await?;
        }
        stack.settle().await?;
        let company = stack.actor.company_id;
        let failed = Filter { status: Some(Status::Failed), record_id: None };
        let page = stack.engine.log(company, failed, 1, 20).await?;
        assert_eq!((page.count, page.entries[0].record.id), (1, bad.id));
        let page = stack.engine.log(company, Filter::default(), 2, 4).await?;
        assert_eq!((page.count, page.entries.len()), (7, 3), "the generic item, one bad, five fine");
        let of_record = Filter { status: None, record_id: Some(bad.id) };
        assert_eq!(stack.engine.log(company, of_record, 1, 20).await?.count, 1);
        Ok(())
    }

    async fn another_company_sees_nothing_of_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Mine").await?;
        let entry = stack.entry_of(customer.id).await?;
        let stranger = uuid::Uuid::from_u128(1);
        assert_eq!(stack.engine.log(stranger, Filter::default(), 1, 20).await?.count, 0);
        assert!(matches!(stack.engine.log_entry(stranger, entry.id).await, Err(Error::NoEntry(_))));
        assert!(matches!(stack.engine.retry(stranger, entry.id).await, Err(Error::NoEntry(_))));
        assert!(stack.engine.attempts(stranger, entry.id).await?.is_empty());
        Ok(())
    }

    async fn a_completed_entry_can_not_be_retried_and_a_failed_one_can(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let company = stack.actor.company_id;
        let fine = stack.customer("Fine").await?;
        let bad = stack.customer("A: B").await?;
        stack.settle().await?;
        let (fine, bad) = (stack.entry_of(fine.id).await?, stack.entry_of(bad.id).await?);
        assert!(matches!(stack.engine.retry(company, fine.id).await, Err(Error::NotRetriable("completed"))));
        assert_eq!(stack.engine.retry(company, bad.id).await?.status, Status::Queued);
        stack.settle().await?;
        assert_eq!(stack.engine.log_entry(company, bad.id).await?.status, Status::Failed, "nothing was mended");
        Ok(())
    }

    async fn attempts_tell_request_payload_and_answer_and_no_secret(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Told").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        let attempts = stack.engine.attempts(stack.actor.company_id, entry.id).await?;
        assert_eq!(attempts.len(), 1);
        let attempt = &attempts[0];
        assert_eq!((attempt.verb.as_str(), attempt.method.as_str(), attempt.path.as_str()), ("create", "POST", "/invoice"));
        assert_eq!(attempt.outcome, "done");
        assert!(attempt.request_id.is_some() && attempt.intuit_tid.is_some() && attempt.finished_at.is_some());
        let token = stack.emulator.session("http://x").access_token;
        assert!(!format!("{attempts:?}").contains(&token));
        Ok(())
    }
}
