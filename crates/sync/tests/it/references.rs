//! What documents and money refer to, and what becomes of them when somebody makes that inactive in QuickBooks.

use anyhow::Result;
use jiff::SignedDuration;
use planner::Code;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Switches an account or item there on or off, as a person does.
async fn switch(stack: &Stack, kind: &str, id: &str, active: bool) -> Result<()> {
    let there: Value = stack.remote_where(kind, "Id", id).await?.remove(0);
    let body = json!({"Id": id, "SyncToken": there["SyncToken"], "sparse": true, "Name": there["Name"], "Active": active});
    stack.remote_write(&kind.to_lowercase(), body).await.map(drop)
}

async fn after_minutes(stack: &Stack, minutes: i64) -> Result<()> {
    stack.clock.advance(SignedDuration::from_mins(minutes));
    stack.engine.sweep().await?;
    stack.settle().await
}

async fn new_invoice(stack: &Stack, customer: Uuid) -> Result<Uuid> {
    let invoice = stack.invoice(customer, vec![service("Work", "1", "10")]).await?.filed.document.id;
    stack.settle().await?;
    Ok(invoice)
}

/// Calls since the journal was cleared, by whether their path has this part.
async fn calls(stack: &Stack, part: &str) -> Result<usize> {
    let journal = stack.journal().await?;
    Ok(journal.iter().filter(|call| call["path"].as_str().is_some_and(|path| path.contains(part))).count())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_payment_whose_account_was_made_inactive_is_held_and_goes_once_that_is_mended(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let deposit = |id: &str| {
            let id = Some(id.to_owned());
            move |settings: planner::Settings| settings.with("deposit_account", id)
        };
        stack.engine.change_settings(stack.actor.company_id, deposit("36")).await?;
        let customer = stack.customer("Payer").await?.id;
        let invoice = new_invoice(&stack, customer).await?;
        switch(&stack, "Account", "36", false).await?;
        stack.clock.advance(SignedDuration::from_mins(2));
        let first = stack.pay(invoice, "4").await?;
        stack.settle().await?;
        // QuickBooks' refusal has the lists read again, and these tell why.
        let entry = stack.entry_of(first).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::ChoiceGone)), "{entry:?}");
        assert!(entry.reason.unwrap_or_default().contains("The account that was chosen for the payment on invoice 1001 (“Savings”)"));
        stack.clear_journal().await?;
        let second = stack.pay(invoice, "5").await?;
        stack.settle().await?;
        assert_eq!((stack.entry_of(second).await?.code, calls(&stack, "/payment").await?), (Some(Code::ChoiceGone), 0));
        switch(&stack, "Account", "36", true).await?;
        after_minutes(&stack, 61).await?;
        for payment in [first, second] {
            assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        }
        Ok(())
    }

    async fn a_payment_whose_account_was_made_inactive_goes_at_once_when_another_is_chosen(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let choose = |id: &str| {
            let id = Some(id.to_owned());
            stack.engine.change_settings(stack.actor.company_id, |settings| settings.with("deposit_account", id))
        };
        choose("36").await?;
        let customer = stack.customer("Payer").await?.id;
        let invoice = new_invoice(&stack, customer).await?;
        switch(&stack, "Account", "36", false).await?;
        stack.engine.read_again(stack.actor.company_id).await?;
        let payment = stack.pay(invoice, "4").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(payment).await?.code, Some(Code::ChoiceGone));
        choose("35").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        Ok(())
    }

    async fn the_item_of_the_lines_is_made_anew_when_somebody_made_it_inactive(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Buyer").await?.id;
        new_invoice(&stack, customer).await?;
        let item = stack.remote_where("Item", "Name", "Inventory Item").await?.remove(0);
        let former = item["Id"].as_str().unwrap();
        switch(&stack, "Item", former, false).await?;
        stack.clock.advance(SignedDuration::from_mins(2));
        let invoice = new_invoice(&stack, customer).await?;
        let entry = stack.entry_of(invoice).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let anew = stack.remote_where("Item", "Name", "Inventory Item").await?;
        assert_eq!(anew.len(), 1);
        let sold = stack.remote("Invoice").await?.pop().unwrap();
        assert_eq!(sold["Line"][0]["SalesItemLineDetail"]["ItemRef"]["value"], anew[0]["Id"]);
        assert!(anew[0]["Id"] != former);
        Ok(())
    }

    async fn refusals_that_the_lists_do_not_explain_have_them_read_once(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Tidied up").await?.id;
        stack.settle().await?;
        let refuse = json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 50,
            "action": {"refuse": {"code": "2500", "detail": "Something is inactive.", "status": 400}}});
        stack.trouble(refuse).await?;
        stack.clock.advance(SignedDuration::from_mins(2));
        stack.clear_journal().await?;
        for _ in 0..5 {
            let invoice = new_invoice(&stack, customer).await?;
            let entry = stack.entry_of(invoice).await?;
            assert_eq!(entry.code, Some(Code::RemoteGone), "{entry:?}");
            assert!(entry.reason.unwrap_or_default().ends_with("It refers to the item “Inventory Item”"), "the customer is in use");
        }
        assert_eq!(calls(&stack, "/companyinfo").await?, 1);
        after_minutes(&stack, 61).await?;
        assert_eq!(calls(&stack, "/companyinfo").await?, 1, "nothing new is to be learned");
        Ok(())
    }
}
