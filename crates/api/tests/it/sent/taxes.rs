//! The two taxes of a line.

use super::{Shop, holds, work};
use anyhow::Result;
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::Seed;

fn taxed(price: &str, tax: &str, tax2: &str) -> Value {
    json!({ "name": "Goods", "quantity": 3, "price": price, "tax": tax, "tax2": tax2 })
}

/// A line there, of this amount and code.
fn line(amount: Value, code: &str) -> Value {
    json!({ "Amount": amount, "SalesItemLineDetail": { "TaxCodeRef": { "value": code } } })
}

/// The id of the tax code of this name.
async fn code(shop: &Shop, name: &str) -> Result<String> {
    Ok(shop.there("TaxCode", "Name", name).await?["Id"].as_str().unwrap_or_default().to_owned())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn in_the_united_states_a_line_is_taxed_or_not_and_the_total_is_ours(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Taxed").await?;
        // 8.25 % and 1.5 % on 59.97 are 4.95 and 0.90; 1.5 % on 30 is 0.45, rounded once over both: 1.35.
        let invoice = shop.invoice(&customer, json!([taxed("19.99", "8.25", "1.5"), taxed("10", "0", "1.5"), work("5")])).await?;
        shop.settled().await?;
        assert_eq!(invoice["total_tax"].to_string(), "4.95");
        holds(&shop.invoice_there(&invoice).await?, json!({
            "TotalAmt": 101.27, "Balance": 101.27, "TxnTaxDetail": { "TotalTax": 6.3 },
            "Line": [line(json!(59.97), "TAX"), line(json!(30), "TAX"), line(json!(5), "NON"), { "DetailType": "SubTotalLineDetail", "Amount": 94.97 }]
        }));
        Ok(())
    }

    async fn in_britain_each_line_goes_as_the_code_of_its_rate(db: TestDb) -> Result<()> {
        let shop = Shop::abroad(&db, Seed::EmptyGb, "GBP").await?;
        let customer = shop.customer("Taxed").await?;
        let invoice = shop.invoice(&customer, json!([taxed("19.99", "20", "0"), taxed("7.77", "5", "0"), work("5")])).await?;
        shop.settled().await?;
        // 20 % on 59.97 are 11.99, 5 % on 23.31 are 1.17.
        holds(&shop.invoice_there(&invoice).await?, json!({
            "GlobalTaxCalculation": "TaxExcluded", "TotalAmt": 101.44, "TxnTaxDetail": { "TotalTax": 13.16 },
            "Line": [
                line(json!(59.97), &code(&shop, "20.0% S").await?), line(json!(23.31), &code(&shop, "5.0% R").await?),
                line(json!(5), &code(&shop, "0.0% Z").await?), { "DetailType": "SubTotalLineDetail" }
            ]
        }));
        Ok(())
    }

    async fn in_canada_two_taxes_go_as_the_one_code_that_has_both(db: TestDb) -> Result<()> {
        let shop = Shop::abroad(&db, Seed::EmptyCa, "CAD").await?;
        let customer = shop.customer("Taxed").await?;
        let invoice = shop.invoice(&customer, json!([taxed("33.33", "5", "7"), taxed("10", "13", "0")])).await?;
        shop.settled().await?;
        // 5 % and 7 % on 99.99 are 5.00 and 7.00, 13 % on 30 are 3.90.
        holds(&shop.invoice_there(&invoice).await?, json!({
            "TotalAmt": 145.89, "TxnTaxDetail": { "TotalTax": 15.9 },
            "Line": [line(json!(99.99), "5"), line(json!(30), "3"), { "DetailType": "SubTotalLineDetail" }]
        }));
        Ok(())
    }

    async fn rates_without_a_code_fail_before_any_call_and_go_once_one_is_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::abroad(&db, Seed::EmptyGb, "GBP").await?;
        let customer = shop.customer("Unmapped").await?;
        shop.settled().await?;
        let invoice = shop.invoice(&customer, json!([taxed("10", "17.5", "2.5")])).await?;
        let reason = shop.fails(&invoice, "tax-rate-unmapped").await?;
        assert!(reason.contains("taxed at 17.5 % and 2.5 %"), "{reason}");
        let standard = code(&shop, "20.0% S").await?;
        shop.set(json!({ "tax_codes": [{ "tax1": "17.5", "tax2": "2.5", "sale": standard }] })).await?;
        shop.settled().await?;
        holds(&shop.invoice_there(&invoice).await?, json!({ "TotalAmt": 36, "TxnTaxDetail": { "TotalTax": 6 }, "Line": [line(json!(30), &standard), {}] }));
        Ok(())
    }
}
