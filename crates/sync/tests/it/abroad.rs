//! Companies outside the United States: each line goes as a tax code.

use app::invoices::{LineInput, LineInputKind};
use app::purchase_orders;
use domain::company::DiscountOrder;
use domain::{Currency, Percent};
use planner::Code;
use planner::settings::TaxMapping;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Seed, Stack, service};

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

fn percent(text: &str) -> Percent {
    Percent::new(text.parse().unwrap()).unwrap()
}

fn taxed(tax1: &str, tax2: &str, quantity: &str, price: &str) -> LineInput {
    LineInput { tax1: Some(percent(tax1)), tax2: Some(percent(tax2)), ..service("Goods", quantity, price) }
}

fn whole(discount: &str) -> LineInput {
    let kind = LineInputKind::DiscountPercent(percent(discount));
    LineInput { kind, quantity: None, price: None, ..service("", "1", "0") }
}

fn decimal(value: &Value) -> Decimal {
    value.to_string().parse().unwrap()
}

/// Discounts are off in an empty company.
async fn switch_on_discounts(stack: &Stack) -> anyhow::Result<()> {
    let now = stack.remote("Preferences").await?.remove(0);
    let on = json!({"Id": now["Id"], "SyncToken": now["SyncToken"], "sparse": true, "SalesFormsPrefs": {"AllowDiscount": true}});
    stack.remote_write("preferences", on).await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    Ok(())
}

/// The invoice, proven, with both sides' total and tax compared.
async fn sent(stack: &Stack, currency: Currency, lines: Vec<LineInput>) -> anyhow::Result<Value> {
    let customer = stack.customer(&format!("Customer of {} lines", lines.len())).await?;
    let view = stack.invoice(customer.id, lines).await?;
    stack.settle().await?;
    let entry = stack.entry_of(view.filed.document.id).await?;
    assert_eq!(entry.status, Status::Completed, "{entry:?}");
    let number = view.filed.document.number.to_string();
    let remote = stack.remote_where("Invoice", "DocNumber", &number).await?.remove(0);
    assert_eq!(decimal(&remote["TotalAmt"]), view.filed.totals.total().to_decimal(currency));
    assert_eq!(decimal(&remote["TxnTaxDetail"]["TotalTax"]), view.filed.totals.tax().to_decimal(currency));
    Ok(remote)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn british_lines_go_as_the_codes_of_their_rates(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyGb, currency("GBP"), DiscountOrder::BeforeTax).await?;
        let lines = vec![taxed("20", "0", "3", "19.99"), taxed("5", "0", "1", "7.77"), service("Untaxed", "1", "1.11")];
        let remote = sent(&stack, currency("GBP"), lines).await?;
        let code = |line: usize| &remote["Line"][line]["SalesItemLineDetail"]["TaxCodeRef"]["value"];
        assert_eq!((code(0), code(1), code(2)), (&json!("2"), &json!("3"), &json!("4")));
        assert_eq!(remote["GlobalTaxCalculation"], "TaxExcluded");
        Ok(())
    }

    async fn two_canadian_taxes_go_as_one_code(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyCa, currency("CAD"), DiscountOrder::BeforeTax).await?;
        let lines = vec![taxed("5", "7", "3", "33.33"), taxed("7", "5", "1", "0.99"), taxed("13", "0", "7", "1.07")];
        let remote = sent(&stack, currency("CAD"), lines).await?;
        let code = |line: usize| &remote["Line"][line]["SalesItemLineDetail"]["TaxCodeRef"]["value"];
        assert_eq!((code(0), code(1), code(2)), (&json!("5"), &json!("5"), &json!("3")));
        Ok(())
    }

    async fn whole_discounts_before_tax_come_to_our_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyGb, currency("GBP"), DiscountOrder::BeforeTax).await?;
        switch_on_discounts(&stack).await?;
        sent(&stack, currency("GBP"), vec![taxed("20", "0", "3", "19.99"), taxed("5", "0", "1", "7.77"), whole("10")]).await?;
        Ok(())
    }

    async fn whole_discounts_after_tax_come_to_our_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyCa, currency("CAD"), DiscountOrder::AfterTax).await?;
        switch_on_discounts(&stack).await?;
        sent(&stack, currency("CAD"), vec![taxed("5", "7", "3", "19.99"), taxed("5", "0", "1", "7.77"), whole("12.5")]).await?;
        Ok(())
    }

    async fn edits_payments_and_refunds_keep_both_sides_equal(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyGb, currency("GBP"), DiscountOrder::BeforeTax).await?;
        let bank = json!({"Name": "Current account", "AccountType": "Bank", "AccountSubType": "Checking"});
        stack.remote_write("account", bank).await?;
        let customer = stack.customer("Paid and refunded").await?;
        let view = stack.invoice(customer.id, vec![taxed("20", "0", "1", "100")]).await?;
        let id = view.filed.document.id;
        stack.pay(id, "100").await?;
        let refund = stack.pay(id, "-30").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(refund).await?.code, Some(Code::AccountMissing));
        // The account is new there: it is read, chosen, and the refund goes by itself.
        stack.engine.read_again(stack.actor.company_id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(refund).await?.status, Status::Completed);
        stack.edit_invoice(id, vec![taxed("5", "0", "2", "60"), taxed("20", "0", "1", "9.99")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = stack.remote_where("Invoice", "DocNumber", &view.filed.document.number.to_string()).await?.remove(0);
        assert_eq!((remote["TotalAmt"].to_string(), remote["Balance"].to_string()), ("137.99".to_owned(), "67.99".to_owned()));
        Ok(())
    }

    async fn purchase_orders_are_taxed_by_the_codes_of_purchases(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyGb, currency("GBP"), DiscountOrder::BeforeTax).await?;
        let supplier = stack.supplier("Maker").await?;
        let lines = vec![taxed("20", "0", "3", "19.99"), taxed("5", "0", "1", "7.77"), whole("10")];
        let view = stack.purchase_order(supplier.id, lines).await?;
        let id = view.filed.document.id;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        assert_eq!(decimal(&remote["TotalAmt"]), view.filed.totals.total().to_decimal(currency("GBP")));
        assert_eq!(decimal(&remote["TxnTaxDetail"]["TotalTax"]), view.filed.totals.tax().to_decimal(currency("GBP")));
        let discounts = [&remote["Line"][2]["Amount"], &remote["Line"][3]["Amount"]].map(ToString::to_string);
        assert_eq!(discounts, ["-5.99", "-0.78"], "the discount is on both codes");
        let input = purchase_orders::Input { lines: Some(vec![taxed("5", "0", "2", "4.45")]), ..purchase_orders::Input::default() };
        let view = stack.app.run(stack.actor, purchase_orders::Edit { id, input }).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        assert_eq!(decimal(&remote["TotalAmt"]), view.filed.totals.total().to_decimal(currency("GBP")));
        Ok(())
    }

    async fn a_rate_without_a_code_fails_before_any_call_and_goes_once_one_is_chosen(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::abroad(&db, Seed::EmptyGb, currency("GBP"), DiscountOrder::BeforeTax).await?;
        let customer = stack.customer("Unmapped").await?;
        stack.settle().await?;
        stack.clear_journal().await?;
        let view = stack.invoice(customer.id, vec![taxed("17.5", "2.5", "1", "10")]).await?;
        let id = view.filed.document.id;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.code, Some(Code::TaxRateUnmapped));
        let reason = entry.reason.unwrap_or_default();
        assert!(reason.contains("taxed at 17.5 % and 2.5 %"), "{reason}");
        assert!(stack.journal().await?.is_empty());
        let company = stack.actor.company_id;
        let missing = stack.engine.settings(company).await?.missing;
        assert!(missing.iter().any(|each| each.text.contains("17.5 % and 2.5 %")), "{missing:?}");
        let rate = |text: &str| text.parse::<Decimal>().unwrap();
        let mapped = TaxMapping { tax1: rate("17.5"), tax2: rate("2.5"), sale: Some("2".to_owned()), purchase: None };
        let wrong = TaxMapping { sale: Some("3".to_owned()), ..mapped.clone() };
        for (mapping, is_taken) in [(wrong, false), (mapped, true)] {
            let changed = stack.engine.change_settings(company, |mut settings| {
                settings.tax_codes.push(mapping);
                settings
            });
            assert_eq!(changed.await.is_ok(), is_taken, "only a code that charges as much is taken");
        }
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        Ok(())
    }
}
