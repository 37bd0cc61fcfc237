//! What the settings of a connection do, as the emulator shows it.

use app::invoices::LineInput;
use domain::contact::{ContactDetails, ContactKind};
use domain::{Currency, Percent};
use planner::Settings;
use planner::settings::{Blanks, DiscountForm, PaymentRule};
use serde_json::{Value, json};
use sync::Error;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

async fn choose(stack: &Stack, change: impl FnOnce(&mut Settings) + Send) -> Result<(), Error> {
    let change = |mut settings: Settings| {
        change(&mut settings);
        settings
    };
    stack.engine.change_settings(stack.actor.company_id, change).await.map(drop)
}

fn id(id: &str) -> Option<String> {
    Some(id.to_owned())
}

async fn invoice(stack: &Stack, lines: Vec<LineInput>) -> anyhow::Result<Value> {
    let customer = stack.customer(&format!("Customer {}", stack.log().await?.len())).await?;
    let view = stack.invoice(customer.id, lines).await?;
    stack.settle().await?;
    let entry = stack.entry_of(view.filed.document.id).await?;
    assert_eq!(entry.status, Status::Completed, "{entry:?}");
    Ok(stack.remote_where("Invoice", "DocNumber", &view.filed.document.number.to_string()).await?.remove(0))
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_ordinary_us_company_needs_no_set_up(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = stack.engine.settings(stack.actor.company_id).await?;
        assert_eq!(view.missing, []);
        assert!(view.choices.accounts.len() > 80 && view.choices.items.len() > 10, "{:?}", view.choices);
        assert!(view.choices.payment_methods.iter().any(|method| method.name == "Cash"));
        Ok(())
    }

    async fn the_item_that_was_made_follows_its_accounts(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, |settings| (settings.income_account, settings.expense_account) = (id("45"), id("78"))).await?;
        stack.settle().await?;
        let item = stack.remote_where("Item", "Name", "Inventory Item").await?.remove(0);
        assert_eq!((&item["IncomeAccountRef"]["value"], &item["ExpenseAccountRef"]["value"]), (&json!("45"), &json!("78")));
        Ok(())
    }

    async fn another_item_stands_on_the_lines_once_it_is_chosen(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let body = json!({"Name": "Goods", "Type": "NonInventory", "IncomeAccountRef": {"value": "79"}, "ExpenseAccountRef": {"value": "80"}});
        let goods = stack.remote_write("item", body).await?["Item"]["Id"].as_str().unwrap().to_owned();
        assert!(choose(&stack, |settings| settings.item = Some(goods.clone())).await.is_err(), "nobody has read it yet");
        stack.engine.read_again(stack.actor.company_id).await?;
        choose(&stack, |settings| settings.item = Some(goods.clone())).await?;
        let remote = invoice(&stack, vec![service("Work", "1", "10")]).await?;
        assert_eq!(remote["Line"][0]["SalesItemLineDetail"]["ItemRef"]["value"], goods);
        Ok(())
    }

    async fn payments_go_to_the_account_and_by_the_method_of_their_reference(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let methods = stack.engine.settings(stack.actor.company_id).await?.choices.payment_methods;
        let check = methods.into_iter().find(|method| method.name == "Check").unwrap().id;
        let rule = PaymentRule { reference: "bank".to_owned(), payment_method: Some(check.clone()), deposit_account: id("35") };
        choose(&stack, |settings| settings.payment_methods = vec![rule]).await?;
        let customer = stack.customer("Payer").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.pay(view.filed.document.id, "4").await?;
        stack.settle().await?;
        let payment = stack.remote("Payment").await?.pop().unwrap();
        assert_eq!(payment["PaymentRefNum"], "Bank transfer");
        assert_eq!((&payment["PaymentMethodRef"]["value"], &payment["DepositToAccountRef"]["value"]), (&json!(check), &json!("35")));
        choose(&stack, |settings| (settings.payment_methods, settings.deposit_account) = (Vec::new(), id("36"))).await?;
        stack.pay(view.filed.document.id, "5").await?;
        stack.settle().await?;
        let payment = stack.remote("Payment").await?.pop().unwrap();
        assert_eq!((&payment["PaymentMethodRef"], &payment["DepositToAccountRef"]["value"]), (&Value::Null, &json!("36")));
        Ok(())
    }

    async fn a_percentage_off_a_line_stands_in_the_price_or_in_one_discount_line(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let percent = |text: &str| Percent::new(text.parse().unwrap()).unwrap();
        let lines = || {
            let taxed = LineInput { tax1: Some(percent("8")), ..service("A", "3", "9.99") };
            vec![LineInput { discount: percent("15"), ..taxed }, LineInput { discount: percent("5"), ..service("B", "1", "20") }]
        };
        let remote = invoice(&stack, lines()).await?;
        assert_eq!(remote["Line"][1]["SalesItemLineDetail"]["UnitPrice"].to_string(), "19");
        choose(&stack, |settings| settings.discount_form = DiscountForm::Line).await?;
        let other = invoice(&stack, lines()).await?;
        assert_eq!(other["Line"][1]["SalesItemLineDetail"]["UnitPrice"].to_string(), "20");
        let discount = other["Line"].as_array().unwrap().iter().find(|line| line["DetailType"] == "DiscountLineDetail").unwrap();
        assert_eq!(discount["Amount"].to_string(), "5.50");
        assert_eq!(other["TotalAmt"], remote["TotalAmt"]);
        Ok(())
    }

    async fn blanks_of_a_contact_that_is_taken_over_stay_or_are_overwritten(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        for (blanks, name, fax) in [(Blanks::Keep, "Kept", json!("555-1")), (Blanks::Overwrite, "Cleared", Value::Null)] {
            choose(&stack, |settings| settings.blanks_on_adoption = blanks).await?;
            stack.remote_write("customer", json!({"DisplayName": name, "Fax": {"FreeFormNumber": "555-1"}})).await?;
            let details = ContactDetails { name: name.to_owned(), phone: "555-2".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
            stack.contact(details).await?;
            stack.settle().await?;
            let remote = stack.remote_where("Customer", "DisplayName", name).await?.remove(0);
            assert_eq!(remote["PrimaryPhone"]["FreeFormNumber"], "555-2");
            assert_eq!(remote["Fax"]["FreeFormNumber"], fax, "{name}");
        }
        Ok(())
    }

    async fn what_quickbooks_does_not_offer_is_refused_and_changes_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let before = stack.engine.settings(stack.actor.company_id).await?.connection.settings;
        let refused = choose(&stack, |settings| settings.income_account = id("35")).await.unwrap_err().to_string();
        assert!(refused.contains("income_account: “35” (Checking) is an account of the kind Bank"), "{refused}");
        let refused = choose(&stack, |settings| settings.bank_account = id("999")).await.unwrap_err().to_string();
        assert!(refused.contains("bank_account: QuickBooks has no active account “999”"), "{refused}");
        let items = stack.engine.settings(stack.actor.company_id).await?.choices.items;
        let sold_only = items.into_iter().find(|item| item.is_sold && !item.is_bought).unwrap().id;
        let refused = choose(&stack, |settings| settings.item = Some(sold_only)).await.unwrap_err().to_string();
        assert!(refused.contains("has no expense account"), "{refused}");
        assert_eq!(stack.engine.settings(stack.actor.company_id).await?.connection.settings, before);
        Ok(())
    }

    async fn an_account_that_is_gone_since_is_told_as_missing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, |settings| settings.deposit_account = id("36")).await?;
        let account = stack.remote_where("Account", "Id", "36").await?.remove(0);
        let off = json!({"Id": "36", "SyncToken": account["SyncToken"], "sparse": true, "Name": account["Name"], "Active": false});
        stack.remote_write("account", off).await?;
        let missing = stack.engine.read_again(stack.actor.company_id).await?.missing;
        assert_eq!(missing.iter().map(|each| each.setting).collect::<Vec<_>>(), ["deposit_account"]);
        Ok(())
    }

    async fn a_reconnect_to_the_same_company_finds_the_settings_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, |settings| settings.income_account = id("45")).await?;
        stack.connect().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.settings.income_account, id("45"));
        assert_eq!(connection.known.home_currency, Currency::USD.code());
        Ok(())
    }
}
