//! Money given back: both sides' balances stay equal in every order with payments, resets, edits and cancels.

use app::invoices::{Cancel, Reset};
use app::transactions::ReturnOne;
use domain::Money;
use rust_decimal::Decimal;
use serde_json::Value;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A customer with one invoice of 100.00, paid as `paid` says.
struct Sale {
    stack: Stack,
    customer: String,
    invoice: Uuid,
    number: i64,
}

impl Sale {
    async fn of(db: &TestDb) -> anyhow::Result<Self> {
        let stack = Stack::enabled(db).await?;
        let customer = stack.customer("Refunded").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "100")]).await?;
        let (invoice, number) = (view.filed.document.id, view.filed.document.number);
        Ok(Self { stack, customer: customer.details.name, invoice, number })
    }

    async fn pay(&self, amount: &str) -> anyhow::Result<Uuid> {
        self.stack.pay(self.invoice, amount).await
    }

    async fn give_back(&self, id: Uuid) -> anyhow::Result<()> {
        self.stack.app.run(self.stack.actor, ReturnOne { id }).await?;
        Ok(())
    }

    /// Everything is sent, and both sides have the same due on the invoice and of the customer.
    async fn agrees_on(&self, due: &str) -> anyhow::Result<()> {
        self.stack.settle().await?;
        let page =
            self.stack.engine.log(self.stack.actor.company_id, sync::log::Filter::default(), 1, 100).await?;
        let open: Vec<_> = page.entries.iter().filter(|entry| entry.status != Status::Completed).collect();
        assert!(open.iter().all(|entry| entry.status == Status::Skipped), "{open:#?}");
        let view = app::invoices::get(&self.stack.app, self.stack.actor, self.invoice).await?;
        let ours: Money = view.filed.totals.total() - view.filed.paid;
        assert_eq!(ours.to_decimal(view.filed.document.currency), due.parse::<Decimal>()?, "here");
        let invoice = self.stack.remote_where("Invoice", "DocNumber", &self.number.to_string()).await?;
        assert_eq!(number(&invoice[0]["Balance"]), due.parse::<Decimal>()?, "{invoice:#?}");
        let customer = self.stack.remote_where("Customer", "DisplayName", &self.customer).await?;
        assert_eq!(number(&customer[0]["Balance"]), due.parse::<Decimal>()?, "{customer:#?}");
        Ok(())
    }

    async fn there_are(&self, payments: usize, purchases: usize) -> anyhow::Result<()> {
        assert_eq!(self.ours("Payment").await?.len(), payments);
        assert_eq!(self.ours("Purchase").await?.len(), purchases);
        Ok(())
    }

    /// The entities of this kind for our customer.
    async fn ours(&self, entity: &str) -> anyhow::Result<Vec<Value>> {
        let customer = self.stack.remote_where("Customer", "DisplayName", &self.customer).await?;
        let rows = self.stack.remote(entity).await?;
        let of = |row: &Value| {
            row["CustomerRef"]["value"] == customer[0]["Id"] || row["EntityRef"]["value"] == customer[0]["Id"]
        };
        Ok(rows.into_iter().filter(of).collect())
    }
}

fn number(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_default()
}

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
        Ok(())
    }

    async fn a_refund_entered_together_with_its_payment_takes_one_call_each(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.stack.settle().await?;
        sale.stack.clear_journal().await?;
        sale.pay("100").await?;
        sale.pay("-100").await?;
        sale.agrees_on("100").await?;
        assert_eq!(sale.stack.journal().await?.len(), 2, "{:#?}", sale.stack.journal().await?);
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
