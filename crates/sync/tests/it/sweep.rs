use jiff::SignedDuration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn what_lost_its_entry_is_found_and_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Swept").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let payment = stack.pay(view.filed.document.id, "3").await?;
        let mut tx = db.begin_write().await?;
        tx.sql("DELETE FROM log_entries WHERE status = 'queued'").execute().await?;
        tx.commit().await?;
        stack.settle().await?;
        assert!(stack.remote_where("Customer", "DisplayName", "Swept").await?.is_empty());
        stack.engine.sweep().await?;
        stack.settle().await?;
        for id in [customer.id, view.filed.document.id, payment] {
            assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        }
        let title = format!("Payment of 3.00 USD on invoice {}", view.filed.document.number);
        assert_eq!(stack.entry_of(payment).await?.title, title, "as when it was entered");
        Ok(())
    }

    async fn a_quiet_company_is_left_alone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Quiet").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.pay(view.filed.document.id, "3").await?;
        stack.customer("A: B").await?;
        stack.settle().await?;
        let before = stack.log().await?.len();
        stack.engine.sweep().await?;
        stack.engine.sweep().await?;
        assert_eq!(stack.log().await?.len(), before);
        Ok(())
    }

    async fn what_changed_while_it_was_off_is_sent_and_early_invoices_are_not(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Linked").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        stack.engine.disable(stack.actor.company_id).await?;
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "12")]).await?;
        stack.pay(view.filed.document.id, "5").await?;
        let early = stack.invoice(customer.id, vec![service("B", "1", "10")]).await?;
        stack.clock.advance(SignedDuration::from_secs(60));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        let number = view.filed.document.number.to_string();
        let there = &stack.remote_where("Invoice", "DocNumber", &number).await?[0];
        assert_eq!((there["TotalAmt"].to_string(), there["Balance"].to_string()), ("12.00".to_owned(), "7.00".to_owned()));
        let number = early.filed.document.number.to_string();
        assert!(stack.remote_where("Invoice", "DocNumber", &number).await?.is_empty());
        Ok(())
    }

    async fn an_invoice_deleted_while_it_was_off_is_deleted_there(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Linked").await?;
        let before = stack.remote("Invoice").await?.len();
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        stack.engine.disable(stack.actor.company_id).await?;
        stack.app.run(stack.actor, app::invoices::Delete { id: view.filed.document.id }).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before);
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.title, view.filed.document.title(), "it is called as it was");
        Ok(())
    }

    async fn a_contact_deleted_while_it_was_off_leaves_its_name_free(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Leaver").await?;
        stack.settle().await?;
        stack.engine.disable(stack.actor.company_id).await?;
        stack.app.run(stack.actor, app::contacts::Delete { id: customer.id }).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        let again = stack.customer("Leaver").await?;
        stack.settle().await?;
        let entry = stack.entry_of(again.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        Ok(())
    }
}
