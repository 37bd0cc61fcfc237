//! What each action costs in QuickBooks, by the emulator's own journal: one write and no read, or the reason.

use anyhow::Result;
use app::documents::{Delete, Edit, Input, LineInput};
use app::invoices::{Cancel, Reset};
use app::purchase_orders::{MarkAsSent, Receive};
use app::transactions::ReturnOne;
use domain::contact::{ContactDetails, ContactKind};
use std::future::Future;
use std::pin::Pin;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Action, writes, reads, and why it takes more than one write.
const TABLE: &[(&str, usize, usize, &str)] = &[
    ("customer, the first time", 1, 1, "it may be there, so it is looked for by its name"),
    ("customer, edit", 1, 0, ""),
    ("supplier, the first time", 1, 1, "it may be there, so it is looked for by its name"),
    ("supplier, edit", 1, 0, ""),
    ("invoice, create", 1, 0, ""),
    ("invoice, edit", 1, 0, ""),
    ("payment", 1, 0, ""),
    ("invoice, edit once it is paid", 1, 1, "a payment gives the invoice another version there"),
    ("refund, paid out", 2, 0, "the expense, and the payment that lets go"),
    (
        "refund, taken back",
        2,
        1,
        "the payment is put on the invoice again, which gives the expense another version there, and the expense is deleted",
    ),
    ("payment, returned", 1, 0, ""),
    ("refund, by receipt", 1, 0, ""),
    ("reset", 1, 0, "one for each payment"),
    ("cancel, nothing was paid", 1, 0, ""),
    ("cancel, something was paid", 1, 1, "a payment gives the invoice another version there"),
    ("invoice, delete", 1, 0, ""),
    ("purchase order, create", 1, 0, ""),
    ("purchase order, edit", 1, 0, ""),
    ("purchase order, received in full", 1, 0, ""),
    ("purchase order, received in full, with a bill", 2, 0, "the order, and the bill"),
    (
        "purchase order, opened again, with a bill",
        2,
        1,
        "the bill goes, which gives the order another version there",
    ),
    ("purchase order, delete", 1, 0, ""),
    ("saved without a change", 0, 0, ""),
    ("prospect", 0, 0, ""),
    ("prospect turned customer", 1, 1, "it may be there, so it is looked for by its name"),
    ("customer, delete", 0, 0, ""),
];

/// Actions with what they cost.
struct Costs<'a> {
    stack: &'a Stack,
    rows: Vec<(String, usize, usize)>,
}

impl Costs<'_> {
    /// Carries what `action` has changed, and counts.
    fn of<'b, T>(
        &'b mut self,
        name: &'b str,
        action: impl Future<Output = Result<T>> + 'b,
    ) -> Pin<Box<dyn Future<Output = Result<T>> + 'b>> {
        Box::pin(async move {
            self.stack.settle().await?;
            self.stack.clear_journal().await?;
            let done = action.await?;
            self.stack.settle().await?;
            let journal = self.stack.journal().await?;
            let reads = journal.iter().filter(|call| call["method"] == "GET").count();
            self.rows.push((name.to_owned(), journal.len() - reads, reads));
            Ok(done)
        })
    }

    async fn invoice(&self, customer: Uuid) -> Result<Uuid> {
        let view = self.stack.invoice(customer, vec![service("Work", "1", "10")]).await?;
        Ok(view.filed.document.id)
    }

    async fn edit(&self, id: Uuid, quantity: &str) -> Result<()> {
        self.stack.edit_invoice(id, vec![service("Work", quantity, "10")]).await.map(drop)
    }
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn each_action_is_one_write_or_has_a_reason(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (app, actor) = (&stack.app, stack.actor);
        let called = |name: &'static str| move |contact: &mut domain::contact::Contact| contact.details.name = name.to_owned();
        let before = stack.engine.usage(actor.company_id).await?.remove(0);
        let mut costs = Costs { stack: &stack, rows: Vec::new() };
        let customer = costs.of("customer, the first time", stack.customer("Buyer")).await?.id;
        costs.of("customer, edit", stack.edit_contact(customer, called("Buyer & Co"))).await?;
        let supplier = costs.of("supplier, the first time", stack.supplier("Seller")).await?.id;
        costs.of("supplier, edit", stack.edit_contact(supplier, called("Seller & Co"))).await?;

        let free = Costs { stack: &stack, rows: Vec::new() };
        let invoice = costs.of("invoice, create", free.invoice(customer)).await?;
        costs.of("invoice, edit", free.edit(invoice, "2")).await?;
        costs.of("payment", stack.pay(invoice, "20")).await?;
        costs.of("invoice, edit once it is paid", free.edit(invoice, "3")).await?;
        costs.of("refund, paid out", stack.pay(invoice, "-5")).await?;
        let refund = stack.pay(invoice, "-3").await?;
        stack.settle().await?;
        let back = |id: Uuid| async move { Ok(app.run(actor, ReturnOne { id }).await?) };
        costs.of("refund, taken back", back(refund)).await?;
        let payment = stack.pay(invoice, "2").await?;
        costs.of("payment, returned", back(payment)).await?;
        let by_receipt = |settings: planner::Settings| settings.with("refund_form", Some("receipt".to_owned()));
        stack.engine.change_settings(actor.company_id, by_receipt).await?;
        let other = free.invoice(customer).await?;
        stack.pay(other, "10").await?;
        costs.of("refund, by receipt", stack.pay(other, "-10")).await?;

        let paid = free.invoice(customer).await?;
        stack.pay(paid, "4").await?;
        costs.of("reset", async { Ok(app.run(actor, Reset { id: paid }).await?) }).await?;
        let plain = free.invoice(customer).await?;
        costs.of("cancel, nothing was paid", async { Ok(app.run(actor, Cancel { id: plain }).await?) }).await?;
        costs.of("cancel, something was paid", async { Ok(app.run(actor, Cancel { id: paid }).await?) }).await?;
        let doomed = free.invoice(customer).await?;
        let delete = |id: Uuid| async move { Ok(app.run(actor, Delete { id }).await?) };
        costs.of("invoice, delete", delete(doomed)).await?;

        let order = async { Ok(stack.purchase_order(supplier, vec![service("Goods", "1", "10")]).await?.filed.document.id) };
        let order = costs.of("purchase order, create", order).await?;
        let input = Input { lines: Some(vec![service("Goods", "2", "10")]), ..Input::default() };
        costs.of("purchase order, edit", async { Ok(app.run(actor, Edit { id: order, input }).await?) }).await?;
        app.run(actor, MarkAsSent { id: order, sent: true }).await?;
        costs.of("purchase order, received in full", async { Ok(app.run(actor, Receive { id: order, receipts: None }).await?) }).await?;
        let billed = |settings: planner::Settings| settings.with("bill_on_receipt", Some("yes".to_owned()));
        stack.engine.change_settings(actor.company_id, billed).await?;
        let order = stack.purchase_order(supplier, vec![service("Goods", "1", "10")]).await?.filed.document;
        let id = order.id;
        app.run(actor, MarkAsSent { id, sent: true }).await?;
        let received = async { Ok(app.run(actor, Receive { id, receipts: None }).await?) };
        costs.of("purchase order, received in full, with a bill", received).await?;
        let kept = LineInput { id: Some(order.lines[0].id), ..service("Goods", "1", "10") };
        let input = Input { lines: Some(vec![kept, service("More", "1", "5")]), ..Input::default() };
        let opened = async { Ok(app.run(actor, Edit { id, input }).await?) };
        costs.of("purchase order, opened again, with a bill", opened).await?;
        let unsent = stack.purchase_order(supplier, vec![service("Goods", "1", "10")]).await?.filed.document.id;
        costs.of("purchase order, delete", delete(unsent)).await?;
        costs.of("saved without a change", stack.edit_contact(customer, called("Buyer & Co"))).await?;

        let prospect = ContactDetails { name: "Perhaps".to_owned(), ..ContactDetails::of(ContactKind::Prospect) };
        let prospect = costs.of("prospect", stack.contact(prospect)).await?.id;
        let decided = |contact: &mut domain::contact::Contact| contact.details.kind = ContactKind::Customer;
        costs.of("prospect turned customer", stack.edit_contact(prospect, decided)).await?;
        let gone = async { Ok(app.run(actor, app::contacts::Delete { id: prospect }).await?) };
        costs.of("customer, delete", gone).await?;

        let table: Vec<_> = TABLE.iter().map(|(name, writes, reads, _)| ((*name).to_owned(), *writes, *reads)).collect();
        assert_eq!(costs.rows, table);
        let after = stack.engine.usage(actor.company_id).await?;
        assert!(after[0].writes > before.writes && after[0].reads > before.reads, "{before:?} {after:?}");
        Ok(())
    }

    async fn what_is_counted_is_what_quickbooks_was_asked_and_each_month_begins_anew(db: TestDb) -> Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.clear_journal().await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        let customer = stack.customer("Counted").await?;
        stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        let mut journal = stack.journal().await?;
        journal.retain(|call| call["path"].as_str().is_some_and(|path| path.starts_with("/v3/")));
        let reads = journal.iter().filter(|call| call["method"] == "GET").count();
        let usage = stack.engine.usage(stack.actor.company_id).await?;
        assert_eq!((usage.len(), usage[0].month.as_str()), (1, "2026-11"));
        assert_eq!((usage[0].reads, usage[0].writes), (i64::try_from(reads)?, i64::try_from(journal.len() - reads)?));
        stack.clock.advance(jiff::SignedDuration::from_hours(24 * 31));
        let usage = stack.engine.usage(stack.actor.company_id).await?;
        assert_eq!((usage.len(), usage[0].month.as_str(), usage[0].reads, usage[0].writes), (2, "2026-12", 0, 0));
        Ok(())
    }
}
