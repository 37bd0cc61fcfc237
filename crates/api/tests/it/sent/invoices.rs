//! Invoices: their values, number and currency, and their end.

use super::{Shop, action_path, document_path, holds, work};
use crate::integrations::ask;
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::Seed;

/// A company whose QuickBooks deals in euros beside its dollars.
async fn trader(db: &TestDb) -> Result<Shop> {
    let shop = Shop::abroad(db, Seed::EmptyUs, "USD").await?;
    shop.stack.emulator_settings(json!({ "multi_currency": true })).await?;
    shop.stack.remote_write("companycurrency", json!({ "Code": "EUR" })).await?;
    shop.ask(Method::POST, "/integrations/quickbooks/read_again.json", json!({})).await?;
    Ok(shop)
}

/// A new invoice over 99.99 in this currency.
async fn sold_in(shop: &Shop, customer: &Value, currency: &str, rate: Value) -> Result<Value> {
    let lines = json!([{ "name": "Work", "quantity": 3, "price": "33.33" }]);
    let invoice = json!({ "context_id": 5, "customer_id": customer["id"], "currency": currency, "exchange_rate": rate, "document_items": lines });
    shop.document(invoice).await
}

/// An invoice that is there, with 4 of 10 paid.
async fn part_paid(shop: &Shop, customer: &str) -> Result<Value> {
    let customer = shop.customer(customer).await?;
    let invoice = shop.invoice(&customer, json!([work("10")])).await?;
    shop.pay(&invoice, "4", "Cash").await?;
    shop.settled().await?;
    Ok(invoice)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_arrives_with_number_date_addresses_lines_and_total(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.contact(json!({
            "context_id": 2, "name": "Vins et alcools", "billing_address_1": "59 rue de l'Abbaye", "billing_city": "Reims",
            "shipping_address_1": "Cave 2", "shipping_city": "Reims"
        })).await?;
        let lines = json!([{ "name": "Mozzarella", "quantity": "10", "price": "9.80" }, { "name": "Freight", "quantity": 1, "price": "32.38" }]);
        let invoice = shop.invoice(&customer, lines).await?;
        let elsewhere = json!({ "context_id": 5, "customer_id": customer["id"], "shipping_address": "1 Main\nVancouver", "document_items": [work("1")] });
        let elsewhere = shop.document(elsewhere).await?;
        shop.settled().await?;
        let payer = shop.there("Customer", "DisplayName", "Vins et alcools").await?;
        let item = shop.there("Item", "Name", "Inventory Item").await?;
        let line = |amount: Value, quantity: i64, price: Value| json!({
            "DetailType": "SalesItemLineDetail", "Amount": amount,
            "SalesItemLineDetail": { "ItemRef": { "value": item["Id"] }, "Qty": quantity, "UnitPrice": price, "TaxCodeRef": { "value": "NON" } }
        });
        let there = shop.invoice_there(&invoice).await?;
        holds(&there, json!({
            "DocNumber": "1001", "TxnDate": "2026-11-20", "CustomerRef": { "value": payer["Id"] },
            "BillAddr": { "Line1": "59 rue de l'Abbaye", "City": "Reims" }, "ShipAddr": { "Line1": "Cave 2", "City": "Reims" },
            "TotalAmt": 130.38, "Balance": 130.38, "ApplyTaxAfterDiscount": false,
            "Line": [line(json!(98), 10, json!(9.8)), line(json!(32.38), 1, json!(32.38)), { "DetailType": "SubTotalLineDetail", "Amount": 130.38 }]
        }));
        holds(&shop.invoice_there(&elsewhere).await?, json!({ "ShipAddr": { "Line1": "1 Main", "Line2": "Vancouver", "City": null } }));
        Ok(())
    }

    async fn an_edit_takes_the_place_of_what_was_sent_in_one_call(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let (first, second) = (shop.customer("First").await?, shop.customer("Second").await?);
        let invoice = shop.invoice(&first, json!([work("10"), { "name": "Freight", "quantity": 1, "price": 5 }])).await?;
        shop.settled().await?;
        let before = shop.invoice_there(&invoice).await?;
        shop.stack.clear_journal().await?;
        let lines = json!([{ "name": "Goods", "quantity": 2, "price": 20 }]);
        shop.edit(&invoice, json!({ "customer_id": second["id"], "issue_date": "2026-11-21", "document_items": lines })).await?;
        shop.settled().await?;
        assert_eq!(shop.calls().await?, ["POST invoice"]);
        let there = shop.there("Customer", "DisplayName", "Second").await?;
        holds(&shop.invoice_there(&invoice).await?, json!({
            "Id": before["Id"], "TxnDate": "2026-11-21", "CustomerRef": { "value": there["Id"] }, "TotalAmt": 40,
            "Line": [{ "Description": "Goods", "Amount": 40 }, { "DetailType": "SubTotalLineDetail" }]
        }));
        assert_eq!(shop.of("Invoice", "First").await?.len(), 0);
        Ok(())
    }

    async fn while_quickbooks_numbers_for_itself_its_number_is_shown_beside_ours(db: TestDb) -> Result<()> {
        let shop = Shop { stack: testkit::stack::Stack::unconnected(&db).await? };
        shop.stack.connect().await?;
        shop.enable().await?;
        let customer = shop.customer("Numbered").await?;
        let theirs = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        shop.stack.engine.switch_on_custom_numbers(shop.stack.actor.company_id).await?;
        let ours = shop.invoice(&customer, json!([work("20")])).await?;
        shop.settled().await?;
        let there = shop.of("Invoice", "Numbered").await?;
        holds(&json!(there), json!([{ "DocNumber": "1038", "TotalAmt": 10 }, { "DocNumber": "1002", "TotalAmt": 20 }]));
        for (invoice, number, told) in [(&theirs, 1001, "1038"), (&ours, 1002, "1002")] {
            let shown = ask(&shop.stack, Method::GET, &document_path(invoice)).await.1["document"].take();
            assert_eq!((&shown["document_number"], &shown["quickbooks_number"]), (&json!(number), &json!(told)));
        }
        Ok(())
    }

    async fn another_currency_goes_with_its_rate_on_invoice_and_payment_to_a_customer_of_that_currency(db: TestDb) -> Result<()> {
        let shop = trader(&db).await?;
        let (home, abroad) = (shop.customer("Dollar").await?, shop.customer("Käufer").await?);
        let dollars = sold_in(&shop, &home, "USD", Value::Null).await?;
        let euros = sold_in(&shop, &abroad, "EUR", json!("1.085")).await?;
        shop.pay(&euros, "40", "Cash").await?;
        shop.settled().await?;
        holds(&shop.invoice_there(&dollars).await?, json!({ "CurrencyRef": { "value": "USD" }, "TotalAmt": 99.99 }));
        let there = shop.invoice_there(&euros).await?;
        holds(&there, json!({ "CurrencyRef": { "value": "EUR" }, "ExchangeRate": 1.085, "TotalAmt": 99.99, "Balance": 59.99 }));
        holds(&json!(shop.of("Payment", "Käufer").await?), json!([{ "CurrencyRef": { "value": "EUR" }, "ExchangeRate": 1.085, "TotalAmt": 40 }]));
        holds(&shop.there("Customer", "DisplayName", "Käufer").await?, json!({ "Id": there["CustomerRef"]["value"], "CurrencyRef": { "value": "EUR" } }));
        // A contact has one currency there.
        let wrong = sold_in(&shop, &home, "EUR", Value::Null).await?;
        let reason = shop.fails(&wrong, "contact-currency").await?;
        assert!(reason.contains("is in EUR, and QuickBooks keeps Dollar in USD"), "{reason}");
        Ok(())
    }

    async fn another_currency_fails_before_any_call_where_quickbooks_has_one_alone(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Käufer").await?;
        let home = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        holds(&shop.invoice_there(&home).await?, json!({ "TotalAmt": 10, "ExchangeRate": null }));
        let euros = sold_in(&shop, &customer, "EUR", json!("1.085")).await?;
        let reason = shop.fails(&euros, "currency-not-possible").await?;
        assert!(reason.contains("is in EUR; QuickBooks keeps its books in USD alone"), "{reason}");
        assert_eq!(shop.of("Invoice", "Käufer").await?.len(), 1);
        Ok(())
    }

    async fn a_cancelled_invoice_is_voided_after_its_payments_are_undone(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = part_paid(&shop, "Cancelled").await?;
        let before = shop.invoice_there(&invoice).await?;
        shop.stack.clear_journal().await?;
        shop.act(&invoice, "reset").await?;
        shop.act(&invoice, "cancel").await?;
        shop.settled().await?;
        let calls = shop.calls().await?;
        assert_eq!((calls.first().map(String::as_str), calls.last().map(String::as_str)), (Some("POST payment"), Some("POST invoice")), "{calls:?}");
        let there = shop.invoice_there(&invoice).await?;
        holds(&there, json!({ "Id": before["Id"], "TotalAmt": 0, "Balance": 0 }));
        assert!(there["PrivateNote"].as_str().is_some_and(|note| note.contains("Voided")), "{there:#}");
        assert_eq!(shop.of("Payment", "Cancelled").await?.len(), 0);
        Ok(())
    }

    async fn an_invoice_with_money_on_it_is_neither_cancelled_nor_deleted(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = part_paid(&shop, "Paid").await?;
        let before = shop.invoice_there(&invoice).await?;
        shop.refused(Method::POST, &action_path(&invoice, "cancel"), json!({})).await?;
        shop.refused(Method::DELETE, &document_path(&invoice), json!({})).await?;
        shop.settled().await?;
        assert_eq!(shop.invoice_there(&invoice).await?, before);
        Ok(())
    }

    async fn a_deleted_invoice_is_deleted_there_and_one_that_is_gone_there_counts_as_done(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Deleted").await?;
        let invoices = [shop.invoice(&customer, json!([work("10")])).await?, shop.invoice(&customer, json!([work("20")])).await?];
        let kept = shop.invoice(&customer, json!([work("30")])).await?;
        shop.settled().await?;
        shop.deleted_there("invoice", &shop.invoice_there(&invoices[1]).await?).await?;
        for invoice in &invoices {
            shop.delete(&document_path(invoice)).await?;
        }
        shop.settled().await?;
        for invoice in &invoices {
            let entry = shop.entry(invoice).await?;
            assert_eq!((&entry["action"], &entry["status"]), (&json!("delete"), &json!("completed")), "{entry:#}");
        }
        assert_eq!(shop.of("Invoice", "Deleted").await?, [shop.invoice_there(&kept).await?]);
        Ok(())
    }
}
