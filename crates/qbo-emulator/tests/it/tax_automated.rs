//! Automated sales tax: the service finds the code by address (fact sheet 11.3).

use crate::stage::{Stage, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

async fn stage() -> Stage {
    let stage = Stage::new();
    stage.settings(json!({"automated_sales_tax": true})).await;
    stage
}

/// A taxed sale to where the address says.
fn sale(address: Value) -> Value {
    let mut line = crate::stage::line("100");
    line["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": "TAX"});
    json!({"CustomerRef": {"value": "3"}, "Line": [line], "ShipAddr": address})
}

fn tax(invoice: &Value) -> (Value, String) {
    let detail = &invoice["TxnTaxDetail"];
    (detail["TxnTaxCodeRef"]["value"].clone(), printed(&detail["TotalTax"]))
}

#[tokio::test]
async fn the_address_that_a_sale_goes_to_decides() {
    let stage = stage().await;
    for (address, expected) in [
        (json!({"City": "Fresno", "CountrySubDivisionCode": "CA"}), (json!("2"), "8.00")),
        (json!({"City": "Tucson", "CountrySubDivisionCode": "AZ"}), (json!("3"), "9.10")),
        (json!({"City": "Salem", "CountrySubDivisionCode": "OR"}), (Value::Null, "0")),
    ] {
        let invoice = stage.post("invoice", sale(address.clone())).await.object("Invoice");
        assert_eq!(tax(&invoice), (expected.0, expected.1.to_owned()), "{address}");
    }
}

#[tokio::test]
async fn without_an_address_that_of_the_company_counts() {
    let stage = stage().await;
    let customer = stage.customer("Walk-in").await;
    let mut body = sale(json!({"City": "Somewhere"}));
    body["CustomerRef"] = json!({"value": customer["Id"]});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(tax(&invoice), (json!("2"), "8.00".to_owned()));
}

#[tokio::test]
async fn a_code_that_is_sent_is_replaced_and_a_total_is_kept() {
    let stage = stage().await;
    let mut body = sale(json!({"City": "Fresno", "CountrySubDivisionCode": "CA"}));
    body["TxnTaxDetail"] = json!({"TxnTaxCodeRef": {"value": "3"}});
    let invoice = stage.post("invoice", body.clone()).await.object("Invoice");
    assert_eq!(tax(&invoice), (json!("2"), "8.00".to_owned()));
    body["TxnTaxDetail"]["TotalTax"] = json!(5);
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(tax(&invoice), (json!("2"), "5.00".to_owned()));
    assert_eq!(printed(&invoice["TotalAmt"]), "105.00");
}

#[tokio::test]
async fn the_discount_is_taken_before_tax_whatever_is_sent() {
    let stage = stage().await;
    let mut body = sale(json!({"City": "Fresno", "CountrySubDivisionCode": "CA"}));
    body["ApplyTaxAfterDiscount"] = json!(false);
    let discount = json!({"PercentBased": true, "DiscountPercent": 10});
    let discount = json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": discount});
    body["Line"].as_array_mut().unwrap().push(discount);
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(tax(&invoice).1, "7.20");
}

#[tokio::test]
async fn preferences_say_that_tax_is_automated_and_manual_companies_go_by_their_codes() {
    let preferences =
        async |stage: &Stage| stage.get("preferences").await.object("Preferences")["TaxPrefs"].clone();
    let automated = Stage::with(Seed::EmptyUs);
    assert_eq!(preferences(&automated).await["PartnerTaxEnabled"], false);
    automated.settings(json!({"automated_sales_tax": true})).await;
    let taxes = preferences(&automated).await;
    assert_eq!((&taxes["PartnerTaxEnabled"], &taxes["UsingSalesTax"]), (&json!(true), &json!(true)));
    let manual = Stage::new();
    let invoice =
        manual.post("invoice", sale(json!({"CountrySubDivisionCode": "OR"}))).await.object("Invoice");
    assert_eq!(text(&invoice["TxnTaxDetail"]["TxnTaxCodeRef"], "value"), "2");
}

#[tokio::test]
async fn with_a_setting_the_engine_overrides_what_is_sent() {
    let stage = stage().await;
    let mut body = sale(json!({"City": "Fresno", "CountrySubDivisionCode": "CA"}));
    body["TxnTaxDetail"] = json!({"TotalTax": 1});
    for (overrides, total) in [(false, "1.00"), (true, "8.00")] {
        stage.settings(json!({"automated_tax_overrides": overrides})).await;
        let invoice = stage.post("invoice", body.clone()).await.object("Invoice");
        assert_eq!((tax(&invoice).1.as_str(), printed(&invoice["TotalAmt"])), (total, format!("10{total}")));
    }
}

#[tokio::test]
async fn with_a_setting_tax_is_rounded_line_by_line() {
    let stage = stage().await;
    let mut body = sale(json!({"City": "Fresno", "CountrySubDivisionCode": "CA"}));
    let mut line = body["Line"][0].clone();
    line["Amount"] = crate::stage::number("0.56");
    body["Line"] = json!([line, line, line]);
    // 8 % of 1.68 are 0.1344; of 0.56 they are 0.0448.
    for (per_line, total) in [(false, "0.13"), (true, "0.12")] {
        stage.settings(json!({"automated_tax_per_line": per_line})).await;
        let invoice = stage.post("invoice", body.clone()).await.object("Invoice");
        assert_eq!(tax(&invoice).1, total);
    }
    stage.settings(json!({"automated_sales_tax": false})).await;
    body["TxnTaxDetail"] = json!({"TxnTaxCodeRef": {"value": "2"}});
    let manual = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(tax(&manual).1, "0.13");
}

#[tokio::test]
async fn the_tax_code_of_a_customer_is_the_services_to_set() {
    let stage = Stage::new();
    let taxed = |name: &str| json!({"DisplayName": name, "DefaultTaxCodeRef": {"value": "3"}});
    let before = stage.post("customer", taxed("Before")).await.object("Customer");
    assert_eq!(before["DefaultTaxCodeRef"], json!({"value": "3"}));
    stage.settings(json!({"automated_sales_tax": true})).await;
    let made = stage.post("customer", taxed("After")).await.object("Customer");
    assert_eq!(made.get("DefaultTaxCodeRef"), None);
    let change =
        json!({"Id": before["Id"], "SyncToken": "0", "sparse": true, "DefaultTaxCodeRef": {"value": "2"}});
    let changed = stage.post("customer", change).await.object("Customer");
    assert_eq!(changed["DefaultTaxCodeRef"], json!({"value": "3"}));
}
