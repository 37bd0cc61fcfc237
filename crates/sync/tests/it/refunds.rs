//! Money given back: both sides' balances stay equal in every order with payments, resets, edits and cancels.

use crate::sale::{Sale, number};
use app::invoices::{Cancel, Reset};
use domain::change::Action;
use jiff::SignedDuration;
use rust_decimal::Decimal;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::service;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_refund_opens_the_invoice_again_on_both_sides_and_leaves_a_trace(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        sale.agrees_on("0").await?;
        sale.pay("-30").await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 1).await?;
        let purchase = sale.ours("Purchase").await?.remove(0);
        assert_eq!(number(&purchase["TotalAmt"]), Decimal::from(30));
        assert_eq!(purchase["TxnDate"], "2026-11-22");
        let note = purchase["PrivateNote"].as_str().unwrap_or_default();
        assert!(note.starts_with(&format!("Refund on invoice {}: Bank transfer [Counterfoil ", sale.number)), "{note}");
        let payment = sale.ours("Payment").await?.remove(0);
        assert_eq!(number(&payment["UnappliedAmt"]), Decimal::ZERO, "{payment:#?}");
        assert_eq!(number(&payment["TotalAmt"]), Decimal::from(100));
        let log = sale.stack.log().await?;
        let done = log.iter().find(|entry| entry.action == Action::ApplyRefund).and_then(|entry| entry.reason.as_deref());
        assert!(done.is_some_and(|what| what.starts_with("Created in QuickBooks (id ")), "{log:#?}");
        Ok(())
    }

    async fn a_refund_entered_together_with_its_payment_comes_after_it(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.stack.settle().await?;
        sale.stack.clear_journal().await?;
        sale.pay("100").await?;
        sale.pay("-100").await?;
        sale.agrees_on("100").await?;
        let journal = sale.stack.journal().await?;
        let made: Vec<_> = journal.iter().filter_map(|call| call["entity"].as_str()).collect();
        // As when they are entered one after the other.
        assert_eq!(made, ["Payment", "Purchase", "Payment"], "{journal:#?}");
        Ok(())
    }

    async fn what_was_given_back_can_be_paid_again(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        sale.agrees_on("0").await?;
        sale.pay("-100").await?;
        sale.pay("60").await?;
        sale.pay("40").await?;
        sale.agrees_on("0").await?;
        sale.there_are(3, 1).await
    }

    async fn a_refund_taken_back_lets_the_payment_pay_the_invoice_again(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("70").await?;
        let refund = sale.pay("-50").await?;
        sale.agrees_on("80").await?;
        sale.give_back(refund).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 0).await
    }

    async fn a_refund_taken_back_waits_until_it_is_known_whether_the_payment_let_go(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        for when in ["before", "after"] {
            sale.pay("50").await?;
            sale.stack.settle().await?;
            sale.stack.trouble(json!({"match": {"entity": "Payment", "operation": "update"}, "times": 1, "action": {"close": when}})).await?;
            let refund = sale.pay("-50").await?;
            sale.stack.settle().await?;
            sale.give_back(refund).await?;
            sale.stack.settle().await?;
            assert_eq!(sale.stack.entry_of(refund).await?.status, Status::Queued, "{when}");
            sale.stack.clock.advance(SignedDuration::from_mins(6));
            sale.stack.settle().await?;
        }
        sale.agrees_on("0").await?;
        sale.there_are(2, 0).await
    }

    async fn a_payment_taken_back_hands_its_refund_to_another(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let first = sale.pay("50").await?;
        sale.pay("-30").await?;
        sale.pay("30").await?;
        sale.agrees_on("50").await?;
        sale.give_back(first).await?;
        sale.agrees_on("100").await?;
        sale.there_are(1, 1).await
    }

    async fn one_refund_may_be_made_from_several_payments(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("20").await?;
        sale.pay("30").await?;
        sale.pay("50").await?;
        sale.agrees_on("0").await?;
        sale.pay("-85").await?;
        sale.agrees_on("85").await?;
        sale.pay("-15").await?;
        sale.agrees_on("100").await?;
        sale.there_are(3, 2).await
    }

    async fn a_reset_takes_payments_and_refunds_out_of_quickbooks(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        sale.pay("-40").await?;
        sale.agrees_on("40").await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.agrees_on("100").await?;
        sale.there_are(0, 0).await?;
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        let invoice = sale.stack.remote_where("Invoice", "DocNumber", &sale.number.to_string()).await?;
        assert_eq!(number(&invoice[0]["TotalAmt"]), Decimal::ZERO);
        Ok(())
    }

    async fn reset_and_cancel_in_one_breath_leave_a_voided_invoice_without_money(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        sale.pay("-40").await?;
        sale.agrees_on("40").await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        sale.there_are(0, 0).await?;
        let invoice = sale.stack.remote_where("Invoice", "DocNumber", &sale.number.to_string()).await?;
        assert_eq!(number(&invoice[0]["TotalAmt"]), Decimal::ZERO);
        Ok(())
    }

    async fn an_invoice_is_lowered_after_a_refund_to_what_was_kept(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("60").await?;
        sale.pay("40").await?;
        sale.agrees_on("0").await?;
        sale.pay("-40").await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "60")]).await?;
        sale.agrees_on("0").await?;
        sale.there_are(2, 1).await
    }

    async fn a_refund_that_cannot_be_made_holds_up_neither_payment_nor_invoice(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.stack.settle().await?;
        let refuse = serde_json::json!({"match": {"entity": "Purchase", "operation": "create"}, "times": 1,
            "action": {"refuse": {"code": "6000", "detail": "Not today.", "status": 400}}});
        sale.stack.trouble(refuse).await?;
        sale.pay("100").await?;
        let refund = sale.pay("-30").await?;
        sale.stack.settle().await?;
        assert_eq!(sale.stack.entry_of(refund).await?.status, Status::Failed);
        sale.there_are(1, 0).await?;
        let entry = sale.stack.entry_of(refund).await?;
        sale.stack.engine.retry(sale.stack.actor.company_id, entry.id).await?;
        sale.agrees_on("30").await
    }
}
