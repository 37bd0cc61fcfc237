//! Payments go before what they hang on is changed or removed.

use crate::later::{a_moment, drained, settle_later};
use crate::sale::Sale;
use app::transactions::ReturnOne;
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Real time after which a drain counts as stuck, on a busy machine too.
const STUCK_AFTER: Duration = Duration::from_secs(60);

/// The slow answer comes, everything is sent, and nothing has failed.
async fn all_goes_after_the_delay(
    stack: &Stack,
    drain: JoinHandle<Result<(), sync::Error>>,
) -> anyhow::Result<()> {
    drained(stack, drain).await?;
    settle_later(stack).await?;
    let failed: Vec<_> =
        stack.log().await?.into_iter().filter(|entry| entry.status == Status::Failed).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    Ok(())
}

/// An invoice is paid in full, the payment is taken back, and it is paid in full again while the first payment has not
/// gone yet. So many answers about the first payment are lost.
async fn pays_again(stack: &Stack, lost: usize) -> anyhow::Result<()> {
    let customer = stack.customer("Pays again").await?;
    let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
    stack.settle().await?;
    let before = stack.remote("Payment").await?.len();
    stack.lose_answers(lost);
    let first = stack.pay(view.filed.document.id, "10").await?;
    stack.settle().await?;
    assert_eq!(stack.remote("Payment").await?.len(), before + 1);
    stack.trouble(json!({"match": {"entity": "Payment", "operation": "delete"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
    stack.app.run(stack.actor, ReturnOne { id: first }).await?;
    let second = stack.pay(view.filed.document.id, "10").await?;
    let engine = stack.engine.clone();
    let drain = tokio::spawn(async move { engine.drain().await });
    a_moment().await;
    drained(stack, drain).await?;
    settle_later(stack).await?;
    let entry = stack.entry_of(second).await?;
    assert_eq!(entry.status, Status::Completed, "{entry:?}");
    assert_eq!(stack.remote("Payment").await?.len(), before + 1);
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_that_is_deleted_while_its_payment_is_sent_goes_with_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Race").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let (invoices, payments) = (stack.remote("Invoice").await?.len(), stack.remote("Payment").await?.len());
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "create"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
        let payment = stack.pay(view.filed.document.id, "4").await?;
        let engine = stack.engine.clone();
        let drain = tokio::spawn(async move { engine.drain().await });
        a_moment().await;
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        stack.app.run(stack.actor, app::invoices::Delete { id: view.filed.document.id }).await?;
        a_moment().await;
        all_goes_after_the_delay(&stack, drain).await?;
        assert_eq!((stack.remote("Invoice").await?.len(), stack.remote("Payment").await?.len()), (invoices - 1, payments));
        Ok(())
    }

    async fn an_invoice_gets_another_customer_once_the_payment_that_was_taken_back_is_gone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (one, two) = (stack.customer("One").await?, stack.customer("Two").await?);
        let moved = stack.invoice(one.id, vec![service("A", "1", "10")]).await?.filed.document;
        let p1 = stack.pay(moved.id, "10").await?;
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "delete"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
        stack.app.run(stack.actor, ReturnOne { id: p1 }).await?;
        let input = app::invoices::Input { contact_id: Some(two.id), ..Default::default() };
        stack.app.run(stack.actor, app::invoices::Edit { id: moved.id, input }).await?;
        let engine = stack.engine.clone();
        let drain = tokio::spawn(async move { engine.drain().await });
        a_moment().await;
        all_goes_after_the_delay(&stack, drain).await?;
        Ok(())
    }

    async fn a_delete_fails_with_a_payment_that_can_not_go_yet_and_goes_after_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Deposited").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let payment = stack.pay(view.filed.document.id, "4").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "delete"}, "times": 1, "action": {"refuse": {"status": 400, "code": "6540", "message": "x"}}})).await?;
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        stack.app.run(stack.actor, app::invoices::Delete { id: view.filed.document.id }).await?;
        assert!(timeout(STUCK_AFTER, stack.settle()).await.is_ok(), "it goes on for ever");
        let failed = stack.entry_of(payment).await?;
        assert_eq!(failed.status, Status::Failed);
        let invoice = stack.entry_of(view.filed.document.id).await?;
        assert_eq!((invoice.status, invoice.code), (Status::Failed, failed.code), "{invoice:?}");
        stack.engine.retry(stack.actor.company_id, failed.id).await?;
        settle_later(&stack).await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before - 1);
        Ok(())
    }

    async fn a_payment_waits_until_the_one_that_was_taken_back_is_gone(db: TestDb) -> anyhow::Result<()> {
        pays_again(&Stack::enabled(&db).await?, 0).await
    }

    async fn a_payment_waits_for_one_that_was_taken_back_before_it_was_answered(db: TestDb) -> anyhow::Result<()> {
        pays_again(&Stack::enabled(&db).await?, 1).await
    }

    async fn an_invoice_waits_for_a_payment_that_was_taken_back_before_it_was_answered(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Hasty").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let (invoices, payments) = (stack.remote("Invoice").await?.len(), stack.remote("Payment").await?.len());
        stack.lose_answers(1);
        let payment = stack.pay(view.filed.document.id, "10").await?;
        stack.settle().await?;
        assert_eq!(stack.remote("Payment").await?.len(), payments + 1);
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "delete"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        stack.app.run(stack.actor, app::invoices::Delete { id: view.filed.document.id }).await?;
        let engine = stack.engine.clone();
        let drain = tokio::spawn(async move { engine.drain().await });
        a_moment().await;
        all_goes_after_the_delay(&stack, drain).await?;
        assert_eq!((stack.remote("Invoice").await?.len(), stack.remote("Payment").await?.len()), (invoices - 1, payments));
        Ok(())
    }

    async fn a_payment_waits_for_one_that_may_be_there_and_has_to_let_go(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.stack.settle().await?;
        sale.stack.lose_answers(2);
        sale.pay("100").await?;
        sale.stack.settle().await?;
        sale.pay("-60").await?;
        let payment = sale.pay("50").await?;
        sale.stack.settle().await?;
        let entry = sale.stack.entry_of(payment).await?;
        assert_eq!(entry.status, Status::Queued, "{entry:?}");
        settle_later(&sale.stack).await?;
        sale.agrees_on("10").await?;
        sale.there_are(2, 1).await
    }
}
