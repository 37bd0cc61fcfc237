//! Discounts: on a line, and on the whole.

use super::{Shop, holds, work};
use anyhow::Result;
use domain::Currency;
use domain::company::DiscountOrder;
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::{Seed, Stack};

/// What an invoice with these lines is there.
async fn sold(shop: &Shop, name: &str, lines: Value) -> Result<Value> {
    let customer = shop.customer(name).await?;
    let invoice = shop.invoice(&customer, lines).await?;
    shop.settled().await?;
    shop.invoice_there(&invoice).await
}

/// Two lines with a percentage off each: 29.97 less 15 % is 25.47, 20 less 5 % is 19.
fn reduced() -> Value {
    json!([{ "name": "A", "quantity": 3, "price": "9.99", "discount_percent": 15 }, { "name": "B", "quantity": 1, "price": 20, "discount_percent": 5 }])
}

/// 59.97, taxed at 8.25 %, with 10 % off the whole.
fn tenth_off() -> Value {
    json!([{ "name": "Goods", "quantity": 3, "price": "19.99", "tax": 8.25 }, { "name": "Ten off", "discount_percent": "10" }])
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_percentage_off_a_line_is_in_its_unit_price_and_told_in_its_description(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let there = sold(&shop, "Reduced", reduced()).await?;
        holds(&there, json!({ "TotalAmt": 44.47, "Line": [
            { "Amount": 25.47, "Description": "A\n−15 % on 9.99", "SalesItemLineDetail": { "Qty": 3, "UnitPrice": 8.4915 } },
            { "Amount": 19, "Description": "B\n−5 % on 20", "SalesItemLineDetail": { "Qty": 1, "UnitPrice": 19 } },
            { "DetailType": "SubTotalLineDetail", "Amount": 44.47 }
        ] }));
        Ok(())
    }

    async fn percentages_off_lines_are_one_discount_line_with_the_sum_where_that_is_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.set(json!({ "discount_form": "line" })).await?;
        let there = sold(&shop, "Reduced", reduced()).await?;
        holds(&there, json!({ "TotalAmt": 44.47, "Line": [
            { "Amount": 29.97, "SalesItemLineDetail": { "Qty": 3, "UnitPrice": 9.99 } },
            { "Amount": 20, "SalesItemLineDetail": { "Qty": 1, "UnitPrice": 20 } },
            { "DetailType": "SubTotalLineDetail", "Amount": 49.97 },
            { "DetailType": "DiscountLineDetail", "Amount": 5.5, "DiscountLineDetail": { "PercentBased": false } }
        ] }));
        Ok(())
    }

    async fn an_amount_off_the_whole_is_a_discount_line(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let there = sold(&shop, "Voucher", json!([work("100"), { "name": "Voucher", "quantity": 2, "price": "-5.50" }])).await?;
        holds(&there, json!({ "TotalAmt": 89, "Line": [
            { "Amount": 100 }, { "DetailType": "SubTotalLineDetail", "Amount": 100 },
            { "DetailType": "DiscountLineDetail", "Amount": 11, "DiscountLineDetail": { "PercentBased": false } }
        ] }));
        Ok(())
    }

    async fn a_percentage_off_the_whole_is_a_discount_line_of_that_percentage_before_tax(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let there = sold(&shop, "Tenth", tenth_off()).await?;
        holds(&there, json!({ "TotalAmt": 58.42, "ApplyTaxAfterDiscount": true, "TxnTaxDetail": { "TotalTax": 4.45 }, "Line": [
            { "Amount": 59.97 }, { "DetailType": "SubTotalLineDetail", "Amount": 59.97 },
            { "DetailType": "DiscountLineDetail", "Amount": 6, "DiscountLineDetail": { "PercentBased": true, "DiscountPercent": 10 } }
        ] }));
        Ok(())
    }

    async fn a_percentage_off_the_whole_leaves_the_tax_alone_where_it_comes_after_it(db: TestDb) -> Result<()> {
        let stack = Stack::abroad(&db, Seed::SandboxUs, Currency::USD, DiscountOrder::AfterTax).await?;
        let there = sold(&Shop { stack }, "Tenth", tenth_off()).await?;
        holds(&there, json!({ "TotalAmt": 58.92, "ApplyTaxAfterDiscount": false, "TxnTaxDetail": { "TotalTax": 4.95 }, "Line": [
            { "Amount": 59.97 }, { "DetailType": "SubTotalLineDetail", "Amount": 59.97 }, { "DetailType": "DiscountLineDetail", "Amount": 6, "DiscountLineDetail": { "PercentBased": true, "DiscountPercent": 10 } }
        ] }));
        Ok(())
    }

    async fn where_discounts_are_off_one_fails_before_any_call_and_names_the_switch(db: TestDb) -> Result<()> {
        let shop = Shop::abroad(&db, Seed::EmptyUs, "USD").await?;
        // In the unit price it needs no switch.
        sold(&shop, "Reduced", reduced()).await?;
        let customer = shop.customer("Voucher").await?;
        shop.settled().await?;
        let whole = shop.invoice(&customer, json!([work("100"), { "name": "Voucher", "quantity": 1, "price": -5 }])).await?;
        let reason = shop.fails(&whole, "discounts-off").await?;
        assert!(reason.contains("a discount of 5.00") && reason.contains("Switch on Discount under Account and settings"), "{reason}");
        shop.set(json!({ "discount_form": "line" })).await?;
        let lines = shop.invoice(&customer, reduced()).await?;
        let reason = shop.fails(&lines, "discounts-off").await?;
        assert!(reason.contains("15 % on a line"), "{reason}");
        assert_eq!(shop.of("Invoice", "Voucher").await?.len(), 0);
        Ok(())
    }
}
