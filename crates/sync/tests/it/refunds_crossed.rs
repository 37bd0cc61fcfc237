//! Money that is entered, taken back and chosen in one breath: no two entries wait for each other.

use crate::sale::Sale;
use jiff::SignedDuration;
use serde_json::json;
use sync::Choice;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::service;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_refund_that_a_payment_was_to_wait_for_is_handed_to_that_payment(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("60").await?;
        sale.stack.settle().await?;
        let returned = sale.pay("40").await?;
        sale.pay("-100").await?;
        sale.pay("90").await?;
        sale.give_back(returned).await?;
        sale.agrees_on("50").await?;
        sale.there_are(2, 1).await
    }

    async fn a_payment_entered_behind_a_refund_takes_that_over_between_two_runs(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let returned = sale.pay("100").await?;
        sale.stack.settle().await?;
        let engine = sale.stack.engine.clone();
        sale.stack.trouble(json!({"match": {"entity": "Purchase"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
        sale.pay("-40").await?;
        let drain = tokio::spawn(async move { engine.drain().await });
        crate::later::a_moment().await;
        sale.pay("40").await?;
        sale.give_back(returned).await?;
        crate::later::drained(&sale.stack, drain).await?;
        crate::later::settle_later(&sale.stack).await?;
        sale.agrees_on("100").await?;
        sale.there_are(1, 1).await
    }

    async fn a_payment_is_returned_of_which_nothing_was_sent_while_others_wait_behind_it(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let stack = &sale.stack;
        sale.pay("90").await?;
        sale.pay("-10").await?;
        stack.settle().await?;
        let away = json!({"match": {"method": "POST"}, "times": 3, "action": {"fail": {"status": 503, "when": "before"}}});
        stack.trouble(away).await?;
        let returned = sale.pay("20").await?;
        sale.pay("-100").await?;
        sale.pay("60").await?;
        stack.engine.drain().await?;
        sale.give_back(returned).await?;
        stack.engine.drain().await?;
        crate::later::settle_later(stack).await?;
        sale.agrees_on("60").await?;
        sale.there_are(2, 2).await
    }

    async fn payments_of_a_refund_that_spans_them_are_returned_in_one_breath(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let (first, second) = (sale.pay("60").await?, sale.pay("40").await?);
        sale.pay("-100").await?;
        sale.pay("100").await?;
        sale.give_back(first).await?;
        sale.give_back(second).await?;
        sale.agrees_on("100").await?;
        sale.there_are(1, 1).await
    }

    async fn a_payment_and_its_refund_are_both_made_anew_in_either_order(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let stack = &sale.stack;
        stack.emulator_settings(json!({"strict_links": false})).await?;
        let payment = sale.pay("100").await?;
        let refund = sale.pay("-30").await?;
        stack.settle().await?;
        stack.clock.advance(SignedDuration::from_secs(5));
        for (entity, path) in [("Payment", "payment?operation=update&include=void"), ("Purchase", "purchase?operation=delete")] {
            let there = sale.ours(entity).await?.remove(0);
            let it = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true});
            stack.remote_write(path, it).await?;
        }
        stack.engine.look_for_changes(stack.actor.company_id).await?;
        stack.settle().await?;
        for record in [payment, refund] {
            let entry = stack.entry_of(record).await?;
            assert_eq!(entry.status, Status::Failed, "{entry:?}");
            stack.engine.choose(stack.actor.company_id, stack.actor.user_id, entry.id, Choice::Recreate).await?;
            // What can be begun of it is.
            stack.engine.drain().await?;
        }
        sale.agrees_on("30").await
    }

    async fn a_payment_made_anew_leaves_the_room_of_a_refund_that_has_failed_behind_it(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let stack = &sale.stack;
        let payment = sale.pay("100").await?;
        stack.settle().await?;
        stack.clock.advance(SignedDuration::from_secs(5));
        let there = sale.ours("Payment").await?.remove(0);
        let it = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true});
        stack.remote_write("payment?operation=update&include=void", it).await?;
        stack.engine.look_for_changes(stack.actor.company_id).await?;
        stack.settle().await?;
        sale.pay("-26").await?;
        stack.settle().await?;
        sale.pay("26").await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        stack.engine.choose(stack.actor.company_id, stack.actor.user_id, entry.id, Choice::Recreate).await?;
        sale.agrees_on("0").await
    }

    async fn a_payment_of_unknown_outcome_takes_its_room_until_it_is_known(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let stack = &sale.stack;
        stack.settle().await?;
        let gone = json!({"match": {"entity": "Payment", "operation": "create"}, "times": 2, "action": {"fail": {"status": 503, "when": "before"}}});
        stack.trouble(gone).await?;
        sale.pay("100").await?;
        sale.pay("-26").await?;
        sale.pay("13").await?;
        sale.pay("-60").await?;
        stack.edit_invoice(sale.invoice, vec![service("A", "1", "49")]).await?;
        sale.pay("20").await?;
        crate::later::settle_later(stack).await?;
        sale.agrees_on("2").await
    }
}
