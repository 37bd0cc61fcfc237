use app::transactions::ReturnOne;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

async fn balance(stack: &Stack, number: i64) -> anyhow::Result<String> {
    let found = stack.remote_where("Invoice", "DocNumber", &number.to_string()).await?;
    Ok(found[0]["Balance"].to_string())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_payment_lowers_the_balance_by_its_amount(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Payer").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let payment = stack.pay(view.filed.document.id, "4.50").await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!((entry.status, entry.action.words().as_str()), (Status::Completed, "apply payment"), "{entry:?}");
        assert_eq!(balance(&stack, view.filed.document.number).await?, "5.50");
        let remote = stack.remote("Payment").await?.pop().unwrap();
        assert_eq!((remote["TotalAmt"].to_string().as_str(), &remote["PaymentRefNum"]), ("4.50", &serde_json::json!("Bank transfer")));
        assert_eq!(remote["TxnDate"], "2026-11-22");
        Ok(())
    }

    async fn a_returned_payment_is_deleted_and_the_invoice_is_open_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Returner").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let before = stack.remote("Payment").await?.len();
        let payment = stack.pay(view.filed.document.id, "10").await?;
        stack.settle().await?;
        assert_eq!(balance(&stack, view.filed.document.number).await?, "0");
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        assert_eq!(balance(&stack, view.filed.document.number).await?, "10.00");
        assert_eq!(stack.remote("Payment").await?.len(), before);
        Ok(())
    }

    async fn an_invoice_that_was_paid_can_still_be_edited(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Paid then edited").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.pay(view.filed.document.id, "4").await?;
        stack.settle().await?;
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "12")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        assert_eq!(balance(&stack, view.filed.document.number).await?, "8.00");
        Ok(())
    }

    async fn a_long_reference_is_cut_there_and_whole_in_the_note(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Long").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let reference = "Überweisung vom 22. November".to_owned();
        let apply = app::transactions::Apply {
            document_id: view.filed.document.id, amount: 1.into(), date: jiff::civil::date(2026, 11, 22), reference: reference.clone(),
        };
        stack.app.run(stack.actor, apply).await?;
        stack.settle().await?;
        let remote = stack.remote("Payment").await?.pop().unwrap();
        assert_eq!(remote["PaymentRefNum"].as_str().unwrap().chars().count(), 21);
        let note = remote["PrivateNote"].as_str().unwrap_or_default();
        assert!(note.starts_with(&format!("{reference} [Counterfoil ")), "{note}");
        Ok(())
    }
}
