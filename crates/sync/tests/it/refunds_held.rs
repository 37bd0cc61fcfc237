//! What a refund waits for: no expense is made that its payments can't let go for.

use crate::sale::Sale;
use jiff::SignedDuration;
use planner::Code;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Retries what has failed of these records, in this order and at once.
async fn retry(stack: &Stack, records: &[Uuid]) -> anyhow::Result<()> {
    for record in records {
        let entry = stack.entry_of(*record).await?;
        if entry.status == Status::Failed {
            stack.engine.retry(stack.actor.company_id, entry.id).await?;
        }
    }
    stack.settle().await
}

async fn has_failed(stack: &Stack, records: &[Uuid], with: &str) -> anyhow::Result<()> {
    for record in records {
        let entry = stack.entry_of(*record).await?;
        let reason = entry.reason.as_deref().unwrap_or_default();
        assert!(entry.status == Status::Failed && reason.contains(with), "{with}: {entry:?}");
    }
    Ok(())
}

/// QuickBooks refuses this so many times.
async fn refuses(stack: &Stack, entity: &str, operation: &str, times: u32) -> anyhow::Result<()> {
    let refusal = json!({"refuse": {"code": "6000", "message": "A business validation error", "detail": "Not like that"}});
    let rule =
        json!({"match": {"entity": entity, "operation": operation}, "times": times, "action": refusal});
    stack.trouble(rule).await
}

/// Account 36 of the company can't be chosen any more.
async fn account_is_switched_off(stack: &Stack) -> anyhow::Result<()> {
    let there = stack.remote_where("Account", "Id", "36").await?.remove(0);
    let off = json!({"Id": "36", "SyncToken": there["SyncToken"], "sparse": true, "Name": there["Name"], "Active": false});
    stack.remote_write("account", off).await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    stack.clear_journal().await
}

fn deposit(id: &str) -> impl FnOnce(planner::Settings) -> planner::Settings {
    let id = Some(id.to_owned());
    move |settings| settings.with("deposit_account", id)
}

/// The money on the invoice that was told to QuickBooks.
async fn told(stack: &Stack) -> anyhow::Result<Vec<Value>> {
    let journal = stack.journal().await?;
    let written = journal.into_iter().filter(|call| call["method"] == "POST" && call["status"] == 200);
    Ok(written.filter(|call| matches!(call["entity"].as_str(), Some("Payment" | "Purchase"))).collect())
}

/// Somebody ends the payment there in this way. A refund makes no expense, however it is retried, until that is made anew.
async fn nothing_is_made_of_a_payment_that_is_gone(db: &TestDb, end: &str) -> anyhow::Result<()> {
    let sale = Sale::of(db).await?;
    let stack = &sale.stack;
    let payment = sale.pay("20").await?;
    stack.settle().await?;
    stack.clock.advance(SignedDuration::from_secs(5));
    let there = sale.ours("Payment").await?.remove(0);
    let it = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true});
    stack.remote_write(&format!("payment?operation={end}"), it).await?;
    stack.engine.look_for_changes(stack.actor.company_id).await?;
    stack.settle().await?;
    let refund = sale.pay("-5").await?;
    stack.settle().await?;
    stack.clear_journal().await?;
    for records in [&[refund] as &[Uuid], &[payment, refund], &[refund, payment]] {
        retry(stack, records).await?;
        has_failed(stack, &[payment, refund], "in QuickBooks").await?;
    }
    assert_eq!(told(stack).await?, Vec::<Value>::new());
    let entry = stack.entry_of(payment).await?;
    stack.engine.choose(stack.actor.company_id, stack.actor.user_id, entry.id, Choice::Recreate).await?;
    sale.agrees_on("85").await?;
    assert_eq!(sale.ours("Purchase").await?.len(), 1);
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_refund_is_not_begun_while_its_payment_is_refused(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let stack = &sale.stack;
        stack.settle().await?;
        refuses(stack, "Payment", "create", 2).await?;
        let (payment, refund) = (sale.pay("20").await?, sale.pay("-5").await?);
        stack.settle().await?;
        has_failed(stack, &[payment, refund], "Not like that").await?;
        retry(stack, &[refund]).await?;
        has_failed(stack, &[payment, refund], "Not like that").await?;
        sale.there_are(0, 0).await?;
        retry(stack, &[refund]).await?;
        sale.agrees_on("85").await?;
        sale.there_are(1, 1).await
    }

    async fn a_retry_in_any_order_makes_no_expense_while_the_invoice_is_refused(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let (stack, invoice) = (&sale.stack, sale.invoice);
        stack.settle().await?;
        refuses(stack, "Invoice", "update", 20).await?;
        stack.edit_invoice(invoice, vec![service("A", "1", "80")]).await?;
        stack.settle().await?;
        let (payment, refund) = (sale.pay("20").await?, sale.pay("-5").await?);
        stack.settle().await?;
        stack.clear_journal().await?;
        for records in [[invoice, payment, refund], [refund, payment, invoice], [payment, refund, invoice], [invoice, refund, payment]] {
            retry(stack, &records).await?;
            has_failed(stack, &records, "Not like that").await?;
        }
        assert_eq!(told(stack).await?, Vec::<Value>::new());
        stack.clear_trouble().await?;
        retry(stack, &[refund]).await?;
        sale.agrees_on("65").await?;
        sale.there_are(1, 1).await
    }

    async fn a_retry_of_a_refund_whose_payment_was_deleted_there_makes_nothing(db: TestDb) -> anyhow::Result<()> {
        nothing_is_made_of_a_payment_that_is_gone(&db, "delete").await
    }

    async fn a_retry_of_a_refund_whose_payment_was_voided_there_makes_nothing(db: TestDb) -> anyhow::Result<()> {
        nothing_is_made_of_a_payment_that_is_gone(&db, "update&include=void").await
    }

    async fn a_refund_is_not_begun_while_the_account_of_its_payment_is_switched_off(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let (stack, company_id) = (&sale.stack, sale.stack.actor.company_id);
        stack.engine.change_settings(company_id, deposit("36")).await?;
        let payment = sale.pay("20").await?;
        stack.settle().await?;
        account_is_switched_off(stack).await?;
        let refund = sale.pay("-5").await?;
        stack.settle().await?;
        let entry = stack.entry_of(refund).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::ChoiceGone)), "{entry:?}");
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        assert!(stack.journal().await?.is_empty());
        stack.engine.change_settings(company_id, deposit("35")).await?;
        sale.agrees_on("85").await?;
        sale.there_are(1, 1).await
    }

    async fn a_refund_is_not_begun_while_what_its_unsent_payment_waits_for_has_failed(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let (stack, company_id) = (&sale.stack, sale.stack.actor.company_id);
        stack.settle().await?;
        refuses(stack, "Invoice", "update", 1).await?;
        stack.edit_invoice(sale.invoice, vec![service("A", "1", "80")]).await?;
        stack.settle().await?;
        stack.clear_journal().await?;
        let payment = stack.pay(sale.invoice, "20").await?;
        let refund = stack.pay(sale.invoice, "-5").await?;
        stack.settle().await?;
        for turn in ["entered", "set otherwise"] {
            for money in [payment, refund] {
                let entry = stack.entry_of(money).await?;
                assert_eq!(entry.status, Status::Failed, "{turn}: {entry:?}");
                assert!(entry.reason.unwrap_or_default().contains("Not like that"), "{turn}");
            }
            assert!(stack.journal().await?.is_empty(), "{turn}: {:#?}", stack.journal().await?);
            let suffix = Some(format!(" ({turn})"));
            stack.engine.change_settings(company_id, |settings| settings.with("customer_suffix", suffix)).await?;
            stack.settle().await?;
        }
        // What it waits for is tried again along with it.
        stack.engine.retry(company_id, stack.entry_of(refund).await?.id).await?;
        sale.agrees_on("65").await?;
        sale.there_are(1, 1).await
    }

    async fn a_refund_is_not_begun_while_its_unsent_payment_has_no_account(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let (stack, company_id) = (&sale.stack, sale.stack.actor.company_id);
        stack.settle().await?;
        stack.engine.change_settings(company_id, deposit("36")).await?;
        account_is_switched_off(stack).await?;
        let payment = stack.pay(sale.invoice, "20").await?;
        let refund = stack.pay(sale.invoice, "-5").await?;
        stack.settle().await?;
        for money in [payment, refund] {
            let entry = stack.entry_of(money).await?;
            assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::ChoiceGone)), "{entry:?}");
        }
        assert!(stack.journal().await?.is_empty());
        stack.engine.change_settings(company_id, deposit("35")).await?;
        stack.settle().await?;
        sale.agrees_on("85").await?;
        sale.there_are(1, 1).await
    }
}
