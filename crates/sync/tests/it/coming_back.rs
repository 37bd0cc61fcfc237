//! Another QuickBooks company for a while, and then the former one again.

use anyhow::Result;
use planner::Code;
use serde_json::json;
use sync::connection::{Connected, Connection};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

/// Goes on with the QuickBooks company of this realm.
async fn go_on(stack: &Stack, realm: &str) -> Result<Connection> {
    let Connected::Another(other) = stack.connect_to(realm).await? else { panic!("it was not asked") };
    Ok(stack.engine.switch(stack.actor.company_id, other.id).await?)
}

/// Does `meanwhile` while another QuickBooks company has taken over, and carries what there is to tell the former one then.
async fn away(stack: &Stack, meanwhile: impl Future<Output = Result<()>>) -> Result<()> {
    let other = stack.found_remote_company("empty-us").await?;
    go_on(stack, &other).await?;
    stack.clock.advance(jiff::SignedDuration::from_secs(60));
    stack.engine.enable(stack.actor.company_id).await?;
    stack.settle().await?;
    stack.clock.advance(jiff::SignedDuration::from_secs(60));
    meanwhile.await?;
    stack.settle().await?;
    go_on(stack, &stack.realm_id).await?;
    stack.settle().await
}

async fn open_or_failed(stack: &Stack) -> Result<usize> {
    let is_over = |status| matches!(status, Status::Completed | Status::Skipped);
    Ok(stack.log().await?.into_iter().filter(|entry| !is_over(entry.status)).count())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn everything_entered_and_changed_meanwhile_is_sent_at_once_and_nothing_twice(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Away").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"fail": {"status": 503, "when": "after"}}})).await?;
        let unknown = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        assert_eq!(stack.entry_of(unknown).await?.status, Status::Queued, "nobody knows");
        away(&stack, Box::pin(async {
            stack.edit_invoice(unknown, vec![service("A", "1", "19")]).await?;
            stack.pay(unknown, "5").await?;
            stack.invoice(customer.id, vec![service("B", "1", "7")]).await?;
            stack.edit_contact(customer.id, |contact| contact.details.phone = "1".to_owned()).await
        })).await?;
        let invoices = stack.remote("Invoice").await?;
        let told: Vec<_> = invoices[before..].iter().map(|each| (each["TotalAmt"].to_string(), each["Balance"].to_string())).collect();
        let told: Vec<_> = told.iter().map(|(total, due)| (total.as_str(), due.as_str())).collect();
        assert_eq!(told, [("19.00", "14.00"), ("7.00", "7.00")]);
        assert_eq!(stack.remote_where("Customer", "DisplayName", "Away").await?[0]["PrimaryPhone"]["FreeFormNumber"], "1");
        assert_eq!(open_or_failed(&stack).await?, 0);
        stack.clear_journal().await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 0, "nothing was left for the sweep");
        Ok(())
    }

    async fn what_waited_or_had_failed_goes_on_and_what_was_deleted_meanwhile_goes(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (customer, bad) = (stack.customer("Away").await?, stack.customer("Bad: name").await?);
        let before = stack.remote("Invoice").await?.len();
        let kept = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
        let deleted = stack.invoice(customer.id, vec![service("B", "1", "7")]).await?.filed.document.id;
        stack.pay(kept, "10").await?;
        stack.settle().await?;
        // The refund's money has left, and the payment does not let go of it.
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "update"}, "times": 1, "action": {"refuse": {"code": "6000"}}})).await?;
        let refund = stack.pay(kept, "-4").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(refund).await?.status, Status::Failed);
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        let unknown = stack.invoice(customer.id, vec![service("C", "1", "3")]).await?.filed.document.id;
        stack.settle().await?;
        assert_eq!(stack.remote("Invoice").await?.len() - before, 3);
        away(&stack, Box::pin(async {
            for id in [deleted, unknown] {
                stack.app.run(stack.actor, app::invoices::Delete { id }).await?;
            }
            Ok(())
        })).await?;
        let invoices = stack.remote("Invoice").await?;
        assert_eq!((invoices.len() - before, invoices[before]["Balance"].to_string().as_str()), (1, "4.00"));
        assert_eq!(stack.entry_of(refund).await?.status, Status::Completed);
        let told = stack.entry_of(bad.id).await?;
        assert_eq!((told.status, told.code), (Status::Failed, Some(Code::NameCharacter)), "{told:?}");
        assert_eq!(open_or_failed(&stack).await?, 1, "nothing but the name");
        Ok(())
    }

    async fn one_that_was_switched_off_when_it_was_left_stays_off(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.engine.disable(stack.actor.company_id).await?;
        let other = stack.found_remote_company("empty-us").await?;
        go_on(&stack, &other).await?;
        stack.customer("Meanwhile").await?;
        assert_eq!(go_on(&stack, &stack.realm_id).await?.enabled_at, None);
        stack.settle().await?;
        assert!(stack.remote_where("Customer", "DisplayName", "Meanwhile").await?.is_empty());
        Ok(())
    }
}
