//! Currencies: what is sent in which, and what is refused before any call.

use app::{invoices, purchase_orders};
use domain::company::DiscountOrder;
use domain::{Currency, ExchangeRate, Quantity};
use jiff::civil::date;
use planner::Code;
use planner::settings::BillOnReceipt;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Seed, Stack, service};
use uuid::Uuid;

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

fn in_currency(code: &str) -> invoices::Input {
    invoices::Input { currency: Some(currency(code)), ..invoices::Input::default() }
}

/// Books in dollars, with a QuickBooks company that deals in euros too.
async fn trader(db: &TestDb) -> anyhow::Result<Stack> {
    let stack = Stack::abroad(db, Seed::EmptyUs, Currency::USD, DiscountOrder::BeforeTax).await?;
    let bank = json!({"Name": "Checking", "AccountType": "Bank", "AccountSubType": "Checking"});
    stack.remote_write("account", bank).await?;
    stack.emulator_settings(json!({"multi_currency": true})).await?;
    stack.remote_write("companycurrency", json!({"Code": "EUR"})).await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    Ok(stack)
}

/// An invoice over 99.99 in this currency, which is worth so much.
async fn sell(stack: &Stack, customer: Uuid, code: &str, rate: Option<&str>) -> anyhow::Result<Uuid> {
    let input = invoices::Input {
        contact_id: Some(customer),
        issue_date: Some(date(2026, 11, 20)),
        exchange_rate: rate.map(|rate| ExchangeRate::new(rate.parse().unwrap()).unwrap()),
        lines: Some(vec![service("Work", "3", "33.33")]),
        ..in_currency(code)
    };
    Ok(stack.app.run(stack.actor, invoices::Create { input }).await?.filed.document.id)
}

async fn completed(stack: &Stack, records: &[Uuid]) -> anyhow::Result<()> {
    for record in records {
        let entry = stack.entry_of(*record).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
    }
    Ok(())
}

fn decimal(value: &Value) -> Decimal {
    value.to_string().parse().unwrap()
}

fn said(entity: &Value) -> (&str, Decimal) {
    (entity["CurrencyRef"]["value"].as_str().unwrap_or_default(), decimal(&entity["ExchangeRate"]))
}

/// What the customer owes on the invoice is so much on both sides.
async fn agree(stack: &Stack, invoice: Uuid, due: &str) -> anyhow::Result<()> {
    let due: Decimal = due.parse()?;
    let filed = invoices::get(&stack.app, stack.actor, invoice).await?.filed;
    assert_eq!(filed.due().to_decimal(filed.document.currency), due, "here");
    let number = filed.document.number.to_string();
    let theirs = stack.remote_where("Invoice", "DocNumber", &number).await?.remove(0);
    assert_eq!(decimal(&theirs["Balance"]), due, "{theirs:#}");
    let customer = theirs["CustomerRef"]["value"].as_str().unwrap_or_default();
    let customer = stack.remote_where("Customer", "Id", customer).await?.remove(0);
    assert_eq!(decimal(&customer["Balance"]), due, "{customer:#}");
    Ok(())
}

/// Why the newest entry of the record has failed with this code; no call was made for it.
async fn refused(stack: &Stack, record: Uuid, code: Code) -> anyhow::Result<String> {
    stack.clear_journal().await?;
    stack.settle().await?;
    let entry = stack.entry_of(record).await?;
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(code)), "{entry:?}");
    assert!(stack.journal().await?.is_empty(), "a call was made for {entry:?}");
    Ok(entry.reason.unwrap_or_default())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn another_currency_of_what_was_sent_fails_before_any_call_and_so_does_money_on_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Dollar").await?;
        let id = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        let edit = invoices::Edit { id, input: in_currency("EUR") };
        stack.app.run(stack.actor, edit).await?;
        let reason = refused(&stack, id, Code::CurrencyNotPossible).await?;
        assert!(reason.contains("is in EUR; QuickBooks keeps its books in USD alone"), "{reason}");
        let paid = stack.pay(id, "4").await?;
        refused(&stack, paid, Code::CurrencyNotPossible).await?;
        assert!(stack.remote("Payment").await?.iter().all(|each| decimal(&each["TotalAmt"]) != Decimal::from(4)));
        Ok(())
    }

    async fn another_currency_of_an_order_that_was_sent_fails_before_any_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Dollar").await?;
        let id = stack.purchase_order(supplier.id, vec![service("Parts", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        for (currency, is_taken) in [(currency("EUR"), false), (Currency::USD, true)] {
            let input = purchase_orders::Input { currency: Some(currency), ..purchase_orders::Input::default() };
            stack.app.run(stack.actor, purchase_orders::Edit { id, input }).await?;
            if is_taken {
                stack.settle().await?;
                assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
            } else {
                refused(&stack, id, Code::CurrencyNotPossible).await?;
            }
        }
        Ok(())
    }

    async fn invoice_payment_and_refund_in_euros_are_equal_on_both_sides(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let customer = stack.customer("Käufer").await?.id;
        stack.settle().await?;
        let entry = stack.entry_of(customer).await?;
        assert_eq!(entry.status, Status::Skipped, "whose currency is not known yet: {entry:?}");
        let invoice = sell(&stack, customer, "EUR", Some("1.085")).await?;
        let paid = stack.pay(invoice, "40").await?;
        stack.settle().await?;
        completed(&stack, &[customer, invoice, paid]).await?;
        agree(&stack, invoice, "59.99").await?;
        let back = stack.pay(invoice, "-15").await?;
        stack.settle().await?;
        completed(&stack, &[back, paid]).await?;
        agree(&stack, invoice, "74.99").await?;
        for entity in ["Invoice", "Payment", "Purchase"] {
            let sent = stack.remote(entity).await?.remove(0);
            assert_eq!(said(&sent), ("EUR", "1.085".parse()?), "{sent:#}");
        }
        let customer = stack.remote_where("Customer", "DisplayName", "Käufer").await?.remove(0);
        assert_eq!(customer["CurrencyRef"]["value"], "EUR");
        let owed = stack.remote_where("Account", "Name", "Accounts Receivable (A/R) - EUR").await?.remove(0);
        let purchase = stack.remote("Purchase").await?.remove(0);
        assert_eq!(purchase["Line"][0]["AccountBasedExpenseLineDetail"]["AccountRef"]["value"], owed["Id"]);
        // Reset: all money goes on both sides.
        stack.app.run(stack.actor, invoices::Reset { id: invoice }).await?;
        stack.settle().await?;
        agree(&stack, invoice, "99.99").await
    }

    async fn a_refund_to_the_first_customer_of_a_currency_goes_by_itself(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let customer = stack.customer("All at once").await?.id;
        let invoice = sell(&stack, customer, "EUR", None).await?;
        let paid = stack.pay(invoice, "99.99").await?;
        let back = stack.pay(invoice, "-99.99").await?;
        stack.settle().await?;
        completed(&stack, &[invoice, paid, back]).await?;
        agree(&stack, invoice, "99.99").await?;
        // The rate of QuickBooks' own list, since none was said here.
        assert_eq!(said(&stack.remote("Invoice").await?.remove(0)), ("EUR", "1.08".parse()?));
        Ok(())
    }

    async fn an_order_in_euros_and_its_bill_are_equal_on_both_sides(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        stack.engine.change_settings(stack.actor.company_id, |settings| planner::Settings {
            bill_on_receipt: BillOnReceipt::Yes, ..settings
        }).await?;
        let supplier = stack.supplier("Lieferant").await?.id;
        let input = purchase_orders::Input {
            contact_id: Some(supplier),
            issue_date: Some(date(2026, 11, 20)),
            exchange_rate: Some(ExchangeRate::new("1.1".parse()?)?),
            lines: Some(vec![service("Parts", "3", "33.33")]),
            ..in_currency("EUR")
        };
        let id = stack.app.run(stack.actor, purchase_orders::Create { input }).await?.filed.document.id;
        stack.app.run(stack.actor, purchase_orders::MarkAsSent { id, sent: true }).await?;
        stack.app.run(stack.actor, purchase_orders::Receive { id, receipts: None }).await?;
        stack.settle().await?;
        completed(&stack, &[supplier, id]).await?;
        for entity in ["PurchaseOrder", "Bill"] {
            let sent = stack.remote(entity).await?.remove(0);
            assert_eq!(said(&sent), ("EUR", "1.1".parse()?), "{sent:#}");
            assert_eq!(decimal(&sent["TotalAmt"]), "99.99".parse::<Decimal>()?);
        }
        let vendor = stack.remote_where("Vendor", "DisplayName", "Lieferant").await?.remove(0);
        assert_eq!((&vendor["CurrencyRef"]["value"], decimal(&vendor["Balance"])), (&json!("EUR"), "99.99".parse()?));
        Ok(())
    }

    async fn an_order_in_euros_is_closed_and_opened_again_after_it_was_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let supplier = stack.supplier("Lieferant").await?.id;
        let input = purchase_orders::Input {
            contact_id: Some(supplier),
            issue_date: Some(date(2026, 11, 20)),
            lines: Some(vec![service("Parts", "3", "33.33")]),
            ..in_currency("EUR")
        };
        let document = stack.app.run(stack.actor, purchase_orders::Create { input }).await?.filed.document;
        let (id, line_id) = (document.id, document.lines[0].id);
        stack.settle().await?;
        stack.app.run(stack.actor, purchase_orders::MarkAsSent { id, sent: true }).await?;
        let sent_back = purchase_orders::Receipt { line_id, quantity: Quantity::from_millionths(-1_000_000) };
        for (receipts, status) in [(None, "Closed"), (Some(vec![sent_back]), "Open")] {
            stack.app.run(stack.actor, purchase_orders::Receive { id, receipts }).await?;
            stack.settle().await?;
            completed(&stack, &[id]).await?;
            let order = stack.remote("PurchaseOrder").await?.remove(0);
            assert_eq!((&order["POStatus"], &order["CurrencyRef"]["value"]), (&json!(status), &json!("EUR")), "{order:#}");
        }
        Ok(())
    }

    async fn what_an_account_of_another_currency_holds_up_goes_as_soon_as_another_is_chosen(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let in_euros = json!({"Name": "Konto", "AccountType": "Bank", "AccountSubType": "Checking", "CurrencyRef": {"value": "EUR"}});
        let there = stack.remote_write("account", in_euros).await?;
        let id = there["Account"]["Id"].as_str().unwrap_or_default().to_owned();
        stack.engine.read_again(stack.actor.company_id).await?;
        let deposit = |account: Option<String>| move |settings: planner::Settings| settings.with("deposit_account", account);
        stack.engine.change_settings(stack.actor.company_id, deposit(Some(id))).await?;
        let customer = stack.customer("Dollar").await?.id;
        let invoice = sell(&stack, customer, "USD", None).await?;
        let payment = stack.pay(invoice, "4").await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::CurrencyNotPossible)), "{entry:?}");
        stack.engine.change_settings(stack.actor.company_id, deposit(None)).await?;
        stack.settle().await?;
        completed(&stack, &[payment]).await
    }

    async fn a_contact_of_another_currency_fails_before_any_call_and_one_of_that_currency_does_not(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let customer = stack.customer("Dollar").await?.id;
        let first = sell(&stack, customer, "USD", None).await?;
        stack.settle().await?;
        completed(&stack, &[customer, first]).await?;
        assert_eq!(stack.remote("Invoice").await?.remove(0)["CurrencyRef"]["value"], "USD");
        let second = sell(&stack, customer, "EUR", None).await?;
        let reason = refused(&stack, second, Code::ContactCurrency).await?;
        assert!(reason.contains("is in EUR, and QuickBooks keeps Dollar in USD"), "{reason}");
        let paid = stack.pay(second, "4").await?;
        refused(&stack, paid, Code::ContactCurrency).await?;
        let other = stack.customer("Dollar (EUR)").await?.id;
        let third = sell(&stack, other, "EUR", None).await?;
        stack.settle().await?;
        completed(&stack, &[other, third]).await?;
        agree(&stack, third, "99.99").await?;
        // What was sent in dollars is turned into euros: nothing is sent, and the payment does not go under another sign.
        stack.app.run(stack.actor, app::documents::Edit { id: first, input: in_currency("EUR") }).await?;
        refused(&stack, first, Code::ContactCurrency).await?;
        let paid = stack.pay(first, "4").await?;
        refused(&stack, paid, Code::ContactCurrency).await?;
        assert!(stack.remote("Payment").await?.is_empty());
        Ok(())
    }

    async fn somebody_who_is_there_in_another_currency_is_taken_over_and_the_document_refused(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        stack.remote_write("customer", json!({"DisplayName": "There", "CurrencyRef": {"value": "EUR"}})).await?;
        let customer = stack.customer("There").await?.id;
        let dollars = sell(&stack, customer, "USD", None).await?;
        stack.settle().await?;
        let entry = stack.entry_of(dollars).await?;
        assert_eq!(entry.code, Some(Code::ContactCurrency), "{entry:?}");
        assert!(stack.remote("Invoice").await?.is_empty());
        let euros = sell(&stack, customer, "EUR", None).await?;
        stack.settle().await?;
        completed(&stack, &[customer, euros]).await
    }

    async fn a_currency_that_is_not_on_the_list_fails_before_any_call_until_it_is(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        let customer = stack.customer("Pound").await?.id;
        stack.settle().await?;
        let invoice = sell(&stack, customer, "GBP", None).await?;
        let reason = refused(&stack, invoice, Code::CurrencyNotPossible).await?;
        assert!(reason.contains("not on the list of currencies"), "{reason}");
        stack.remote_write("companycurrency", json!({"Code": "GBP"})).await?;
        let entry = stack.entry_of(invoice).await?;
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        completed(&stack, &[invoice]).await?;
        agree(&stack, invoice, "99.99").await
    }

    async fn contacts_without_documents_are_left_alone_where_there_are_several_currencies(db: TestDb) -> anyhow::Result<()> {
        let stack = trader(&db).await?;
        stack.customer("Nobody yet").await?;
        stack.settle().await?;
        let before = stack.log().await?.len();
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!(stack.log().await?.len(), before);
        assert!(stack.remote_where("Customer", "DisplayName", "Nobody yet").await?.is_empty());
        Ok(())
    }
}
