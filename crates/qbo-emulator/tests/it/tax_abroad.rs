//! Tax outside the US: a tax code on every line (fact sheet 11.3).

use crate::stage::{Stage, number, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// Tax codes of `empty-gb`.
const STANDARD: &str = "2";
const REDUCED: &str = "3";
const NONE: &str = "6";
const REVERSE: &str = "7";

fn line(amount: &str, code: &str) -> Value {
    json!({"DetailType": "SalesItemLineDetail", "Amount": number(amount), "SalesItemLineDetail": {
        "ItemRef": {"value": "1"}, "TaxCodeRef": {"value": code}}})
}

fn expense(amount: &str, code: &str) -> Value {
    json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": number(amount),
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}, "TaxCodeRef": {"value": code}}})
}

async fn shop(seed: Seed) -> Stage {
    let stage = Stage::with(seed);
    stage.customer("Buyer").await;
    stage.post("vendor", json!({"DisplayName": "Seller"})).await.object("Vendor");
    stage
}

fn sale(calculation: &str, lines: &[Value]) -> Value {
    json!({"CustomerRef": {"value": "1"}, "GlobalTaxCalculation": calculation, "Line": lines})
}

fn total(object: &Value) -> (String, String) {
    (printed(&object["TotalAmt"]), printed(&object["TxnTaxDetail"]["TotalTax"]))
}

#[tokio::test]
async fn each_rate_is_charged_once_on_what_its_lines_come_to() {
    let stage = shop(Seed::EmptyGb).await;
    let lines = [line("10.03", STANDARD), line("10.04", STANDARD), line("100", REDUCED), line("7", NONE)];
    let invoice = stage.post("invoice", sale("TaxExcluded", &lines)).await.object("Invoice");
    assert_eq!(total(&invoice), ("136.08".into(), "9.01".into()));
    let expected = json!({
        "Amount": number("4.01"),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": {"value": "1"},
            "PercentBased": true,
            "TaxPercent": 20,
            "NetAmountTaxable": number("20.07"),
        },
    });
    assert_eq!(invoice["TxnTaxDetail"]["TaxLine"][0], expected);
    assert_eq!(invoice["TxnTaxDetail"]["TaxLine"].as_array().unwrap().len(), 2);
    assert_eq!(invoice["GlobalTaxCalculation"], "TaxExcluded");
    assert_eq!(invoice["CurrencyRef"]["value"], "GBP");
}

#[tokio::test]
async fn without_a_word_tax_is_put_on_top() {
    let stage = shop(Seed::EmptyGb).await;
    let body = json!({"CustomerRef": {"value": "1"}, "Line": [line("100", STANDARD)]});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!((total(&invoice).0, text(&invoice, "GlobalTaxCalculation")), ("120.00".into(), "TaxExcluded"));
}

#[tokio::test]
async fn amounts_may_have_the_tax_in_them() {
    let stage = shop(Seed::EmptyGb).await;
    let mut gross = line("9.99", STANDARD);
    gross["SalesItemLineDetail"]["TaxInclusiveAmt"] = number("9.99");
    let lines = [gross.clone(), gross.clone(), gross, line("100", STANDARD)];
    let invoice = stage.post("invoice", sale("TaxInclusive", &lines)).await.object("Invoice");
    let first = &invoice["Line"][0];
    assert_eq!(printed(&first["Amount"]), "8.33");
    assert_eq!(printed(&first["SalesItemLineDetail"]["TaxInclusiveAmt"]), "9.99");
    // An amount alone is net.
    let last = &invoice["Line"][3];
    assert_eq!(printed(&last["Amount"]), "100.00");
    assert_eq!(printed(&last["SalesItemLineDetail"]["TaxInclusiveAmt"]), "120.00");
    assert_eq!(total(&invoice), ("149.97".into(), "24.98".into()));
    let id = text(&invoice, "Id");
    let again = json!({"Id": id, "SyncToken": "0", "CustomerRef": {"value": "1"}, "sparse": true,
                       "GlobalTaxCalculation": "TaxInclusive", "Line": invoice["Line"]});
    assert_eq!(total(&stage.post("invoice", again).await.object("Invoice")), total(&invoice));
}

#[tokio::test]
async fn what_is_not_taxed_has_no_tax_detail() {
    let stage = shop(Seed::EmptyGb).await;
    let plain = crate::stage::line("50");
    let invoice =
        stage.post("invoice", sale("NotApplicable", std::slice::from_ref(&plain))).await.object("Invoice");
    assert_eq!((printed(&invoice["TotalAmt"]), &invoice["TxnTaxDetail"]), ("50.00".into(), &Value::Null));
    let mut taxed = sale("NotApplicable", &[plain]);
    taxed["TxnTaxDetail"] = json!({"TotalTax": 1});
    stage.post("invoice", taxed).await.fault(400, "6170");
}

#[tokio::test]
async fn a_line_without_a_tax_code_or_with_a_strange_one_is_refused() {
    let stage = shop(Seed::EmptyGb).await;
    let error =
        stage.post("invoice", sale("TaxExcluded", &[crate::stage::line("50")])).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("Make sure all your transactions have a tax rate"), "{error}");
    for code in ["99", "TAX"] {
        stage.post("invoice", sale("TaxExcluded", &[line("50", code)])).await.fault(400, "2500");
    }
    let bill = json!({"VendorRef": {"value": "2"}, "Line": [{
        "DetailType": "AccountBasedExpenseLineDetail", "Amount": 1,
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}}}]});
    stage.post("bill", bill).await.fault(400, "6000");
    stage.post("invoice", sale("Sometimes", &[line("50", STANDARD)])).await.fault(400, "2170");
}

#[tokio::test]
async fn discounts_come_before_tax() {
    let stage = shop(Seed::EmptyGb).await;
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDiscount": true}})).await;
    let off = json!({"DetailType": "DiscountLineDetail",
        "DiscountLineDetail": {"PercentBased": true, "DiscountPercent": 10}});
    let lines = [line("100", STANDARD), line("100", REDUCED), off];
    let invoice = stage.post("invoice", sale("TaxExcluded", &lines)).await.object("Invoice");
    assert_eq!(total(&invoice), ("202.50".into(), "22.50".into()));
}

#[tokio::test]
async fn amounts_at_the_edge_do_not_overflow() {
    let stage = shop(Seed::EmptyGb).await;
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDiscount": true}})).await;
    let lines = [line("999999999999999", STANDARD), line("-999999999999998.99", REDUCED)];
    let mut taxed = sale("TaxExcluded", &lines);
    taxed["TxnTaxDetail"] = json!({"TotalTax": 999_999_999_999_999_i64});
    assert!(stage.post("invoice", taxed).await.status < 500);
    let mut reduced = sale("TaxExcluded", &lines);
    let off = json!({"DetailType": "DiscountLineDetail", "Amount": 999_999_999_999_999_i64, "DiscountLineDetail": {}});
    reduced["Line"].as_array_mut().unwrap().push(off);
    stage.post("invoice", reduced).await.fault(400, "6000");
}

#[tokio::test]
async fn a_total_that_is_sent_counts_until_the_lines_change() {
    let stage = shop(Seed::EmptyGb).await;
    let mut body = sale("TaxExcluded", &[line("100", STANDARD), line("100", REDUCED)]);
    body["TxnTaxDetail"] = json!({"TotalTax": number("24.98")});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(total(&invoice), ("224.98".into(), "24.98".into()));
    let note = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    assert_eq!(total(&stage.post("invoice", note).await.object("Invoice")), total(&invoice));
    let lines =
        json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "Line": [line("100", STANDARD)]});
    assert_eq!(
        total(&stage.post("invoice", lines).await.object("Invoice")),
        ("120.00".into(), "20.00".into())
    );
}

#[tokio::test]
async fn every_sales_form_is_taxed() {
    let stage = shop(Seed::EmptyCa).await;
    for (path, entity) in [
        ("estimate", "Estimate"),
        ("salesreceipt", "SalesReceipt"),
        ("creditmemo", "CreditMemo"),
        ("refundreceipt", "RefundReceipt"),
    ] {
        // GST 5 % and PST 7 %.
        let mut body = sale("TaxExcluded", &[line("100", "5")]);
        body["DepositToAccountRef"] = json!({"value": "13"});
        let made = stage.post(path, body).await.object(entity);
        assert_eq!(total(&made), ("112.00".into(), "12.00".into()), "{entity}");
        assert_eq!(made["TxnTaxDetail"]["TaxLine"].as_array().unwrap().len(), 2, "{entity}");
    }
}

#[tokio::test]
async fn purchases_are_taxed_by_the_codes_other_list() {
    let stage = shop(Seed::EmptyGb).await;
    let body = json!({"VendorRef": {"value": "2"}, "GlobalTaxCalculation": "TaxExcluded",
                      "Line": [expense("100", STANDARD), expense("50", REVERSE)]});
    let bill = stage.post("bill", body).await.object("Bill");
    assert_eq!(total(&bill), ("170.00".into(), "20.00".into()));
    assert_eq!(printed(&bill["Balance"]), "170.00");
    let rates: Vec<&Value> = bill["TxnTaxDetail"]["TaxLine"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["TaxLineDetail"]["TaxRateRef"]["value"])
        .collect();
    assert_eq!(rates, ["2", "9", "10"]);
    let mut gross = expense("60", STANDARD);
    gross["AccountBasedExpenseLineDetail"]["TaxInclusiveAmt"] = number("60");
    let body = json!({"VendorRef": {"value": "2"}, "GlobalTaxCalculation": "TaxInclusive", "Line": [gross]});
    let credit = stage.post("vendorcredit", body).await.object("VendorCredit");
    assert_eq!(total(&credit), ("60.00".into(), "10.00".into()));
}

#[tokio::test]
async fn tax_is_owed_on_the_account_of_its_agency() {
    let stage = shop(Seed::EmptyGb).await;
    let owed =
        async |stage: &Stage, account: &str| printed(&stage.read("Account", account).await["CurrentBalance"]);
    stage.post("invoice", sale("TaxExcluded", &[line("100", STANDARD)])).await.object("Invoice");
    assert_eq!(owed(&stage, "15").await, "20.00");
    let bill = json!({"VendorRef": {"value": "2"}, "Line": [expense("60", STANDARD)]});
    stage.post("bill", bill).await.object("Bill");
    assert_eq!(owed(&stage, "15").await, "8.00");
    let canada = shop(Seed::EmptyCa).await;
    canada.post("invoice", sale("TaxExcluded", &[line("100", "5")])).await.object("Invoice");
    assert_eq!((owed(&canada, "15").await, owed(&canada, "17").await), ("5.00".into(), "7.00".into()));
    for stage in [stage, canada] {
        let trial = stage.get("reports/TrialBalance").await.body;
        assert!(!trial.to_string().contains("Opening Balance Equity"), "{trial}");
    }
}

#[tokio::test]
async fn money_paid_back_needs_no_tax_code() {
    let stage = shop(Seed::EmptyGb).await;
    let bank = stage.post("account", json!({"Name": "Bank", "AccountType": "Bank"})).await.object("Account");
    let body = json!({"PaymentType": "Check", "AccountRef": {"value": bank["Id"]},
        "EntityRef": {"value": "1", "type": "Customer"}, "Line": [{
            "DetailType": "AccountBasedExpenseLineDetail", "Amount": 10,
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "11"}}}]});
    let paid = stage.post("purchase", body).await.object("Purchase");
    assert_eq!(printed(&paid["TotalAmt"]), "10.00");
}

#[tokio::test]
async fn a_us_company_knows_no_such_calculation() {
    let stage = Stage::new();
    let mut body = crate::stage::invoice("1", "100");
    body["GlobalTaxCalculation"] = "TaxInclusive".into();
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(
        (&invoice["GlobalTaxCalculation"], printed(&invoice["TotalAmt"])),
        (&Value::Null, "100.00".into())
    );
}
