//! Sales tax with manual US codes (fact sheet 11.3).

use crate::stage::{Stage, number, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// Soil is taxable, the item Services is not.
fn soil(amount: &str) -> Value {
    json!({
        "DetailType": "SalesItemLineDetail",
        "Amount": number(amount),
        "SalesItemLineDetail": {"ItemRef": {"value": "15"}},
    })
}

fn coded(amount: &str, code: &str) -> Value {
    let mut line = soil(amount);
    line["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": code});
    line
}

fn for_amy(lines: &[Value]) -> Value {
    json!({"CustomerRef": {"value": "1"}, "Line": lines})
}

#[tokio::test]
async fn item_and_customer_decide_on_the_code_of_a_line() {
    let stage = Stage::new();
    let code = async |body: Value| {
        let invoice = stage.post("invoice", body).await.object("Invoice");
        text(&invoice["Line"][0]["SalesItemLineDetail"]["TaxCodeRef"], "value").to_owned()
    };
    assert_eq!(code(for_amy(&[soil("1")])).await, "TAX");
    assert_eq!(code(json!({"CustomerRef": {"value": "3"}, "Line": [soil("1")]})).await, "NON");
    assert_eq!(code(for_amy(&[crate::stage::line("1")])).await, "NON");
    assert_eq!(code(for_amy(&[coded("1", "NON")])).await, "NON");
}

#[tokio::test]
async fn lines_know_only_tax_and_non() {
    let stage = Stage::new();
    stage.post("invoice", for_amy(&[coded("1", "2")])).await.fault(400, "6100");
    stage.post("invoice", for_amy(&[coded("1", "TAX")])).await.object("Invoice");
}

#[tokio::test]
async fn tax_is_each_rate_of_the_code_on_the_taxed_lines_rounded_once() {
    let stage = Stage::new();
    let mut body = for_amy(&[coded("10.05", "TAX"), coded("0.50", "TAX"), coded("100", "NON")]);
    body["TxnTaxDetail"] = json!({"TxnTaxCodeRef": {"value": "3"}});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    let tax = &invoice["TxnTaxDetail"];
    assert_eq!(printed(&tax["TotalTax"]), "0.96");
    assert_eq!(tax["TxnTaxCodeRef"], json!({"value": "3"}));
    let expected = json!({
        "Amount": number("0.75"),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": {"value": "1"},
            "PercentBased": true,
            "TaxPercent": number("7.1"),
            "NetAmountTaxable": number("10.55"),
        },
    });
    assert_eq!(tax["TaxLine"][0], expected);
    assert_eq!(printed(&invoice["TotalAmt"]), "111.51");
}

#[tokio::test]
async fn the_customers_tax_code_comes_before_the_companys() {
    let stage = Stage::new();
    let code = async |customer: &str| {
        let body = json!({"CustomerRef": {"value": customer}, "Line": [coded("100", "TAX")]});
        stage.post("invoice", body).await.object("Invoice")["TxnTaxDetail"]["TxnTaxCodeRef"]["value"].clone()
    };
    assert_eq!(code("5").await, "3");
    assert_eq!(code("6").await, "2");
}

#[tokio::test]
async fn a_total_that_is_sent_counts_and_is_spread_over_the_rates() {
    let stage = Stage::new();
    let mut body = for_amy(&[coded("100", "TAX")]);
    body["TxnTaxDetail"] = json!({"TxnTaxCodeRef": {"value": "3"}, "TotalTax": 10});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "110.00");
    let lines = &invoice["TxnTaxDetail"]["TaxLine"];
    assert_eq!((printed(&lines[0]["Amount"]), printed(&lines[1]["Amount"])), ("7.80".into(), "2.20".into()));
    let note = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    assert_eq!(printed(&stage.post("invoice", note).await.object("Invoice")["TotalAmt"]), "110.00");
    let lines = json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "Line": [coded("200", "TAX")]});
    assert_eq!(printed(&stage.post("invoice", lines).await.object("Invoice")["TotalAmt"]), "218.20");
}

#[tokio::test]
async fn tax_after_discount_is_on_the_reduced_amount() {
    let stage = Stage::new();
    let discount = json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": true, "DiscountPercent": 10}});
    let mut body = for_amy(&[coded("100", "TAX"), coded("100", "NON"), discount]);
    let before = stage.post("invoice", body.clone()).await.object("Invoice");
    assert_eq!(printed(&before["TotalAmt"]), "188.00");
    body["ApplyTaxAfterDiscount"] = json!(true);
    let after = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(printed(&after["TotalAmt"]), "187.20");
}

#[tokio::test]
async fn a_discount_before_tax_does_not_take_from_shipping() {
    let stage = Stage::new();
    stage.prefer(json!({"SalesFormsPrefs": {"AllowShipping": true}})).await;
    let mut shipping = coded("20", "TAX");
    shipping["SalesItemLineDetail"]["ItemRef"] = json!({"value": "SHIPPING_ITEM_ID"});
    let sale = |off: Value, after: bool| {
        let discount = json!({"DetailType": "DiscountLineDetail", "Amount": off, "DiscountLineDetail": {}});
        let mut body = for_amy(&[coded("100", "TAX"), discount, shipping.clone()]);
        body["ApplyTaxAfterDiscount"] = after.into();
        body["ShipAddr"] = json!({"City": "Fresno", "CountrySubDivisionCode": "CA"});
        body
    };
    let taxed = async |body: Value| {
        let invoice = stage.post("invoice", body).await.object("Invoice");
        let tax = &invoice["TxnTaxDetail"];
        let base = &tax["TaxLine"][0]["TaxLineDetail"]["NetAmountTaxable"];
        [base, &tax["TotalTax"], &invoice["TotalAmt"]].map(printed)
    };
    for automated in [false, true] {
        for per_line in [false, true] {
            let settings = json!({"automated_sales_tax": automated, "automated_tax_per_line": per_line});
            stage.settings(settings).await;
            assert_eq!(taxed(sale(json!(10), true)).await, ["110.00", "8.80", "118.80"], "{automated}");
            assert_eq!(taxed(sale(json!(100), true)).await, ["20.00", "1.60", "21.60"], "{automated}");
        }
    }
    stage.settings(json!({"automated_sales_tax": false})).await;
    assert_eq!(taxed(sale(json!(10), false)).await, ["120.00", "9.60", "119.60"]);
}

#[tokio::test]
async fn a_company_without_sales_tax_ignores_tax() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Untaxed").await;
    assert_eq!(customer["Taxable"], false);
    let mut line = crate::stage::line("100");
    line["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": "TAX"});
    let body =
        json!({"CustomerRef": {"value": customer["Id"]}, "Line": [line], "TxnTaxDetail": {"TotalTax": 8}});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(invoice["TxnTaxDetail"], json!({"TotalTax": 0}));
    assert_eq!(printed(&invoice["TotalAmt"]), "100.00");
}
