//! Money on an invoice: payments, refunds, one that is returned, all of it reset.

use super::{SETTINGS, Shop, decimal, holds, id, work};
use crate::integrations::ask;
use anyhow::Result;
use axum::http::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use testkit::databases::TestDb;

const PAYER: &str = "Payer";

/// An invoice over 100 that is there.
async fn sold(shop: &Shop) -> Result<Value> {
    let customer = shop.customer(PAYER).await?;
    let invoice = shop.invoice(&customer, json!([work("100")])).await?;
    shop.settled().await?;
    Ok(invoice)
}

/// All is sent, and this much is due on the invoice there, and of the customer.
async fn due(shop: &Shop, invoice: &Value, amount: i64) -> Result<()> {
    shop.settled().await?;
    holds(&shop.invoice_there(invoice).await?, json!({ "Balance": amount }));
    holds(&shop.there("Customer", "DisplayName", PAYER).await?, json!({ "Balance": amount }));
    Ok(())
}

/// A part of a payment that is put on something.
fn put_on(amount: i64, kind: &str, row: &Value) -> Value {
    json!({ "Amount": amount, "LinkedTxn": [{ "TxnType": kind, "TxnId": row["Id"] }] })
}

async fn return_one(shop: &Shop, money: &Value) -> Result<()> {
    shop.delete(&format!("/transactions/{}.json", id(money))).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_payment_is_on_its_invoice_with_date_and_reference_and_goes_to_undeposited_funds(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        shop.pay(&invoice, "60", "Bank transfer").await?;
        due(&shop, &invoice, 40).await?;
        let there = shop.invoice_there(&invoice).await?;
        let undeposited = shop.there("Account", "Name", "Undeposited Funds").await?;
        let payments = shop.of("Payment", PAYER).await?;
        holds(&json!(payments), json!([{
            "TotalAmt": 60, "UnappliedAmt": 0, "TxnDate": "2026-11-22", "CustomerRef": there["CustomerRef"], "PaymentRefNum": "Bank transfer",
            "PaymentMethodRef": null, "DepositToAccountRef": { "value": undeposited["Id"] }, "Line": [put_on(60, "Invoice", &there)]
        }]));
        Ok(())
    }

    async fn a_long_reference_is_cut_and_whole_in_the_note(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        let (long, fits) = ("Überweisung vom 22. November", "Überweisung vom 22. N");
        for (amount, reference) in [("1", long), ("2", fits)] {
            shop.pay(&invoice, amount, reference).await?;
            shop.settled().await?;
        }
        let payments = shop.of("Payment", PAYER).await?;
        for (payment, note) in payments.iter().zip([format!("{long} [Counterfoil "), "[Counterfoil ".to_owned()]) {
            assert_eq!(payment["PaymentRefNum"], fits);
            assert!(payment["PrivateNote"].as_str().is_some_and(|text| text.starts_with(&note)), "{payment:#}");
        }
        assert_eq!(payments.len(), 2);
        Ok(())
    }

    async fn method_and_account_of_a_payment_follow_from_its_reference(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        let check = shop.there("PaymentMethod", "Name", "Check").await?["Id"].take();
        let rule = json!({ "reference": "cheque", "payment_method": check, "deposit_account": "35" });
        shop.set(json!({ "deposit_account": "36", "payment_methods": [rule] })).await?;
        for (amount, reference) in [("1", "Cheque 4711"), ("2", "Cash")] {
            shop.pay(&invoice, amount, reference).await?;
            shop.settled().await?;
        }
        holds(&json!(shop.of("Payment", PAYER).await?), json!([
            { "TotalAmt": 1, "PaymentMethodRef": { "value": check }, "DepositToAccountRef": { "value": "35" } },
            { "TotalAmt": 2, "PaymentMethodRef": null, "DepositToAccountRef": { "value": "36" } }
        ]));
        Ok(())
    }

    async fn a_refund_is_paid_out_against_its_payment_and_opens_the_invoice_again(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        shop.pay(&invoice, "100", "Cash").await?;
        due(&shop, &invoice, 0).await?;
        shop.pay(&invoice, "-30", "Came too late").await?;
        due(&shop, &invoice, 30).await?;
        let (there, receivable) = (shop.invoice_there(&invoice).await?, shop.there("Account", "AccountType", "Accounts Receivable").await?);
        let bank = ask(&shop.stack, Method::GET, SETTINGS).await.1["settings"]["bank_account"].take();
        let expenses = shop.of("Purchase", PAYER).await?;
        holds(&json!(expenses), json!([{
            "TotalAmt": 30, "TxnDate": "2026-11-22", "AccountRef": { "value": bank }, "EntityRef": { "value": there["CustomerRef"]["value"] },
            "Line": [{ "Amount": 30, "AccountBasedExpenseLineDetail": { "AccountRef": { "value": receivable["Id"] }, "CustomerRef": { "value": there["CustomerRef"]["value"] } } }]
        }]));
        let note = expenses[0]["PrivateNote"].as_str().unwrap_or_default();
        assert!(note.starts_with("Refund on invoice 1001: Came too late"), "{note}");
        holds(&json!(shop.of("Payment", PAYER).await?), json!([{
            "TotalAmt": 100, "UnappliedAmt": 0, "Line": [put_on(70, "Invoice", &there), put_on(30, "Expense", &expenses[0])]
        }]));
        Ok(())
    }

    async fn a_refund_is_a_receipt_where_that_is_chosen_and_both_sides_are_equal_once_the_invoice_is_lowered(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.set(json!({ "refund_form": "receipt" })).await?;
        let invoice = sold(&shop).await?;
        shop.pay(&invoice, "100", "Cash").await?;
        shop.pay(&invoice, "-30", "Came too late").await?;
        due(&shop, &invoice, 0).await?;
        let item = shop.there("Item", "Name", "Inventory Item").await?;
        holds(&json!(shop.of("RefundReceipt", PAYER).await?), json!([{
            "TotalAmt": 30, "TxnDate": "2026-11-22", "PaymentRefNum": "Came too late",
            "Line": [{ "Amount": 30, "SalesItemLineDetail": { "ItemRef": { "value": item["Id"] } } }, { "DetailType": "SubTotalLineDetail" }]
        }]));
        assert_eq!(shop.of("Purchase", PAYER).await?.len(), 0);
        shop.edit(&invoice, json!({ "document_items": [work("70")] })).await?;
        due(&shop, &invoice, 0).await?;
        let sale = shop.invoice_there(&invoice).await?;
        assert_eq!(decimal(&sale["TotalAmt"]) - Decimal::from(30), Decimal::from(70), "what was sold less what came back");
        Ok(())
    }

    async fn one_payment_that_is_returned_is_deleted(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        let returned = shop.pay(&invoice, "60", "Wrong").await?;
        shop.pay(&invoice, "40", "Right").await?;
        due(&shop, &invoice, 0).await?;
        return_one(&shop, &returned).await?;
        due(&shop, &invoice, 60).await?;
        holds(&json!(shop.of("Payment", PAYER).await?), json!([{ "TotalAmt": 40, "PaymentRefNum": "Right" }]));
        Ok(())
    }

    async fn one_refund_that_is_returned_is_deleted_and_its_payment_is_whole_again(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        shop.pay(&invoice, "100", "Cash").await?;
        let refund = shop.pay(&invoice, "-30", "Wrong").await?;
        due(&shop, &invoice, 30).await?;
        return_one(&shop, &refund).await?;
        due(&shop, &invoice, 0).await?;
        assert_eq!(shop.of("Purchase", PAYER).await?.len(), 0);
        let there = shop.invoice_there(&invoice).await?;
        holds(&json!(shop.of("Payment", PAYER).await?), json!([{ "TotalAmt": 100, "Line": [put_on(100, "Invoice", &there)] }]));
        Ok(())
    }

    async fn a_reset_deletes_all_money_of_that_invoice_and_keeps_the_invoice(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let invoice = sold(&shop).await?;
        for amount in ["60", "40", "-30"] {
            shop.pay(&invoice, amount, "Cash").await?;
        }
        due(&shop, &invoice, 30).await?;
        let other = shop.customer("Somebody else").await?;
        let other = shop.invoice(&other, json!([work("5")])).await?;
        shop.pay(&other, "5", "Cash").await?;
        let before = shop.invoice_there(&invoice).await?;
        shop.act(&invoice, "reset").await?;
        due(&shop, &invoice, 100).await?;
        for (entity, left) in [("Payment", 0), ("Purchase", 0), ("Invoice", 1)] {
            assert_eq!(shop.of(entity, PAYER).await?.len(), left, "{entity}");
        }
        holds(&shop.invoice_there(&invoice).await?, json!({ "Id": before["Id"], "TotalAmt": 100 }));
        assert_eq!(shop.of("Payment", "Somebody else").await?.len(), 1);
        Ok(())
    }
}
