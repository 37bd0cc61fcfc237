//! The page of the settings.

use crate::browser::Browser;
use domain::Currency;
use domain::company::DiscountOrder;
use testkit::databases::TestDb;
use testkit::stack::{Seed, Stack};

const PAGE: &str = "/settings/integrations/quickbooks/settings";

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn the_page_shows_each_setting_with_its_value_and_its_choices(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let page = Browser::of(&stack).await.get(PAGE).await.expect(200);
        assert!(page.contains("<option value=\"79\" selected>Sales of Product Income</option>"), "{page}");
        assert!(page.contains("<option value=\"\" selected>Undeposited Funds</option>"), "{page}");
        assert!(!page.contains("Missing") && !page.contains("Tax codes</h2>"), "{page}");
        Ok(())
    }

    async fn what_is_saved_is_shown_and_empty_rows_are_left_out(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::of(&stack).await;
        let form = [
            ("income_account", "45"), ("discount_form", "line"), ("customer_suffix", "(Buyer)"), ("number_suffix", ""),
            ("rule_reference", "Cash"), ("rule_method", "1"), ("rule_account", "35"),
            ("rule_reference", ""), ("rule_method", ""), ("rule_account", ""),
        ];
        assert_eq!(browser.post(PAGE, &form).await.redirect(), PAGE);
        let settings = stack.engine.settings(stack.actor.company_id).await?.connection.settings;
        assert_eq!((settings.income_account.as_deref(), settings.payment_methods.len()), (Some("45"), 1));
        assert_eq!(settings.expense_account.as_deref(), Some("80"), "what the form doesn't have stays");
        assert_eq!((settings.customer_suffix.as_deref(), settings.number_suffix), (Some("(Buyer)"), None));
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains("value=\"Cash\"") && page.contains("value=\"(Buyer)\"") && page.contains("<option value=\"line\" selected>"), "{page}");
        Ok(())
    }

    async fn what_is_wrong_is_told_above_the_form_and_nothing_is_saved(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.post(PAGE, &[("income_account", "35"), ("refund_form", "receipt"), ("supplier_suffix", "a:b")]).await.expect(422);
        assert!(page.contains("Not saved") && page.contains("Income account: “35” (Checking)"), "{page}");
        assert!(page.contains("Added to the name of a supplier: “a:b” has a colon"), "{page}");
        assert!(page.contains("<option value=\"receipt\" selected>"), "what was entered stays: {page}");
        let settings = stack.engine.settings(stack.actor.company_id).await?.connection.settings;
        assert_eq!(settings.income_account.as_deref(), Some("79"));
        Ok(())
    }

    async fn abroad_the_page_has_tax_codes_and_says_what_is_missing(db: TestDb) -> anyhow::Result<()> {
        let pounds = Currency::from_code("GBP").unwrap();
        let stack = Stack::abroad(&db, Seed::EmptyGb, pounds, DiscountOrder::default()).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains("value=\"20\"") && page.contains("selected>20.0% S</option>"), "{page}");
        assert!(page.contains("Refunds are paid from is not chosen: refunds can&#39;t be sent."), "{page}");
        let wrong = [("tax1", "a lot"), ("tax2", ""), ("tax_sale", "2"), ("tax_purchase", "2")];
        let page = browser.post(PAGE, &wrong).await.expect(422);
        assert!(page.contains("“a lot” is no rate"), "{page}");
        assert_eq!(browser.post(&format!("{PAGE}/read-again"), &[]).await.redirect(), PAGE);
        Ok(())
    }
}
