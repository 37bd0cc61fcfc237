use app::invoices::{Cancel, Delete, LineInput, LineInputKind, Reset};
use domain::Percent;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

fn percent(text: &str) -> Percent {
    Percent::new(text.parse().unwrap()).unwrap()
}

async fn only_invoice(stack: &Stack, number: i64) -> anyhow::Result<Value> {
    let mut found = stack.remote_where("Invoice", "DocNumber", &number.to_string()).await?;
    anyhow::ensure!(found.len() == 1, "{} invoices have the number {number}", found.len());
    Ok(found.remove(0))
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_arrives_with_number_date_customer_lines_and_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Vins et alcools Chevalier").await?;
        let discounted = LineInput { discount: percent("15"), ..service("Mozzarella", "10", "9.80") };
        let view = stack.invoice(customer.id, vec![discounted, service("Freight", "1", "32.38")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = only_invoice(&stack, view.filed.document.number).await?;
        assert_eq!(remote["TotalAmt"].to_string(), "115.68");
        assert_eq!(remote["Balance"].to_string(), "115.68");
        assert_eq!(remote["TxnDate"], "2026-11-20");
        assert_eq!(remote["CustomerRef"]["name"], "Vins et alcools Chevalier");
        assert_eq!(remote["Line"][0]["SalesItemLineDetail"]["ItemRef"]["name"], "Inventory Item");
        assert_eq!(remote["Line"][0]["SalesItemLineDetail"]["UnitPrice"].to_string(), "8.33");
        assert_eq!(remote["Line"][0]["Description"], "Mozzarella\n−15 % on 9.8");
        Ok(())
    }

    async fn a_saved_invoice_of_a_known_customer_costs_one_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Known").await?;
        stack.settle().await?;
        stack.clear_journal().await?;
        stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 1);
        Ok(())
    }

    async fn tax_and_discounts_come_to_the_same_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Taxed").await?;
        let taxed = LineInput { tax1: Some(percent("8.25")), tax2: Some(percent("1.5")), ..service("Goods", "3", "19.99") };
        let off = LineInput { kind: LineInputKind::DiscountPercent(percent("10")), quantity: None, price: None, ..service("", "1", "0") };
        let view = stack.invoice(customer.id, vec![taxed, service("Freight", "1", "5"), off]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = only_invoice(&stack, view.filed.document.number).await?;
        let ours = view.filed.totals.total().to_decimal(domain::Currency::USD);
        assert_eq!(remote["TotalAmt"].to_string().parse::<rust_decimal::Decimal>()?, ours);
        assert_eq!(remote["TxnTaxDetail"]["TotalTax"].to_string().parse::<rust_decimal::Decimal>()?,
            view.filed.totals.tax().to_decimal(domain::Currency::USD));
        Ok(())
    }

    async fn an_edit_replaces_the_lines_and_leaves_one_invoice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Edited").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10"), service("B", "1", "20")]).await?;
        stack.settle().await?;
        stack.edit_invoice(view.filed.document.id, vec![service("B", "2", "20")]).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        assert_eq!(only_invoice(&stack, view.filed.document.number).await?["TotalAmt"].to_string(), "40.00");
        Ok(())
    }

    async fn a_deleted_invoice_is_deleted_there(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Deleted").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let before = stack.remote("Invoice").await?.len();
        stack.settle().await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before + 1);
        stack.app.run(stack.actor, Delete { id: view.filed.document.id }).await?;
        stack.settle().await?;
        assert_eq!(stack.remote("Invoice").await?.len(), before);
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn one_that_is_gone_there_already_counts_as_deleted(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Gone").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let remote = only_invoice(&stack, view.filed.document.number).await?;
        stack.remote_write("invoice?operation=delete", json!({"Id": remote["Id"], "SyncToken": remote["SyncToken"]})).await?;
        stack.app.run(stack.actor, Delete { id: view.filed.document.id }).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn one_that_somebody_deleted_there_is_told_at_the_next_edit_and_made_anew_by_choice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Somebody").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let remote = only_invoice(&stack, view.filed.document.number).await?;
        stack.remote_write("invoice?operation=delete", json!({"Id": remote["Id"], "SyncToken": remote["SyncToken"]})).await?;
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "12")]).await?;
        stack.settle().await?;
        let failed = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(failed.code, Some(planner::Code::DeletedThere), "{failed:?}");
        stack.engine.choose(stack.actor.company_id, stack.actor.user_id, failed.id, sync::Choice::Recreate).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        assert_eq!(only_invoice(&stack, view.filed.document.number).await?["TotalAmt"].to_string(), "12.00");
        Ok(())
    }

    async fn one_that_was_deleted_before_it_was_sent_is_never_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Never").await?;
        let before = stack.remote("Invoice").await?.len();
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.app.run(stack.actor, Delete { id: view.filed.document.id }).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Skipped);
        assert_eq!(stack.remote("Invoice").await?.len(), before);
        Ok(())
    }

    async fn a_cancelled_invoice_is_voided_after_its_payments_are_gone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Cancelled").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let id = view.filed.document.id;
        stack.pay(id, "4").await?;
        stack.settle().await?;
        stack.app.run(stack.actor, Reset { id }).await?;
        stack.app.run(stack.actor, Cancel { id }).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = only_invoice(&stack, view.filed.document.number).await?;
        assert_eq!(remote["TotalAmt"].to_string(), "0");
        assert!(remote["PrivateNote"].as_str().unwrap_or_default().contains("Voided"));
        Ok(())
    }

    async fn an_invoice_from_before_the_integration_is_never_sent_nor_its_payments(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let customer = stack.customer("Early").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.connect().await?;
        stack.clock.advance(jiff::SignedDuration::from_secs(60));
        stack.engine.enable(stack.actor.company_id).await?;
        let before = stack.remote("Invoice").await?.len();
        stack.edit_invoice(view.filed.document.id, vec![service("A", "1", "11")]).await?;
        let payment = stack.pay(view.filed.document.id, "5").await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.status, Status::Skipped);
        assert!(entry.reason.unwrap_or_default().contains("before the integration was enabled"));
        assert_eq!(stack.entry_of(payment).await?.status, Status::Skipped);
        assert_eq!(stack.remote("Invoice").await?.len(), before);
        Ok(())
    }

    async fn a_total_that_differs_is_told_and_sent_again_on_retry(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Differs").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let id = view.filed.document.id;
        // Somebody switches sales tax off there; our tax is then ignored.
        let preferences = stack.remote("Preferences").await?.remove(0);
        let off = json!({"Id": preferences["Id"], "SyncToken": preferences["SyncToken"], "sparse": true, "TaxPrefs": {"UsingSalesTax": false}});
        stack.remote_write("preferences", off).await?;
        let taxed = LineInput { tax1: Some(percent("10")), ..service("A", "1", "10") };
        stack.edit_invoice(id, vec![taxed]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.code, Some(planner::Code::TotalDiffers), "{entry:?}");
        let reason = entry.reason.unwrap_or_default();
        assert!(reason.contains("a total of 10.00, and here it is 11.00 (1.00 less there)"), "{reason}");
        assert!(reason.contains("a tax of 0.00, and here it is 1.00") && reason.contains("took no tax"), "{reason}");
        Ok(())
    }

    async fn a_number_that_quickbooks_gives_is_told_and_kept_beside_ours(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let company = stack.actor.company_id;
        let customer = stack.customer("Numbered").await?;
        stack.connect().await?;
        stack.engine.enable(company).await?;
        let id = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
        assert!(stack.engine.remote_numbers(company, &[id]).await?.is_empty());
        stack.settle().await?;
        let theirs = stack.engine.remote_numbers(company, &[id]).await?.remove(&id).unwrap_or_default();
        let reason = stack.entry_of(id).await?.reason.unwrap_or_default();
        assert!(reason.ends_with(&format!("; its number there is {theirs}")), "{reason}");
        assert_eq!(stack.remote_where("Invoice", "DocNumber", &theirs).await?.len(), 1);
        // With numbers of our own nothing is said of it, and it is the same on both sides.
        stack.engine.switch_on_custom_numbers(company).await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let (id, ours) = (view.filed.document.id, view.filed.document.number.to_string());
        stack.settle().await?;
        assert_eq!(stack.engine.remote_numbers(company, &[id]).await?.remove(&id), Some(ours));
        let reason = stack.entry_of(id).await?.reason.unwrap_or_default();
        assert!(!reason.contains("number"), "{reason}");
        Ok(())
    }
}
