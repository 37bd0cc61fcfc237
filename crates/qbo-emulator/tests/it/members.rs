//! Members that the vendor's reference documents for some countries or editions: kept and shown.

use crate::stage::{Stage, line, number, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// Every member of `sent` is in `shown` as it was sent.
#[track_caller]
fn assert_holds(shown: &Value, sent: &Value) {
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name} in {shown}");
    }
}

#[tokio::test]
async fn vendors_and_customers_elsewhere_keep_what_their_country_asks_for() {
    let ours = json!({"T4AEligible": true, "T5018Eligible": false, "TaxReportingBasis": "Cash", "HasTPAR": true,
        "GSTIN": "22AAAAA0000A1Z5", "GSTRegistrationType": "GST_REG_REG", "BusinessNumber": "12345",
        "VendorPaymentBankDetail": {"BankBranchIdentifier": "062-000", "BankAccountNumber": "11", "BankAccountName": "A"}});
    let body = |sent: &Value| {
        let mut body = json!({"DisplayName": "Seller"});
        body.as_object_mut().unwrap().extend(sent.as_object().unwrap().clone());
        body
    };
    let stage = Stage::with(Seed::EmptyCa);
    let vendor = stage.post("vendor", body(&ours)).await.object("Vendor");
    assert_holds(&vendor, &ours);
    for (member, wrong, code) in [
        ("TaxReportingBasis", json!("Never"), "2170"),
        ("GSTIN", json!("x".repeat(16)), "2050"),
        ("APAccountRef", json!({"value": "999"}), "2500"),
    ] {
        stage.post("vendor", body(&json!({member: wrong}))).await.fault(400, code);
    }
    let theirs =
        json!({"DisplayName": "Buyer", "GSTIN": "22AAAAA0000A1Z5", "GSTRegistrationType": "GST_REG_REG"});
    assert_holds(&stage.post("customer", theirs.clone()).await.object("Customer"), &theirs);
    // In the US nobody asks.
    let stage = Stage::with(Seed::EmptyUs);
    let vendor = stage.post("vendor", body(&ours)).await.object("Vendor");
    assert!(ours.as_object().unwrap().keys().all(|member| vendor.get(member).is_none()), "{vendor}");
    assert_eq!(stage.post("customer", theirs).await.object("Customer").get("GSTIN"), None);
}

#[tokio::test]
async fn transactions_keep_place_project_and_own_fields() {
    let stage = Stage::new();
    let sent = json!({"TransactionLocationType": "WithinFrance", "ProjectRef": {"value": "7"},
        "CustomField": [{"DefinitionId": "1", "Name": "Crew #", "Type": "StringType", "StringValue": "North"},
            {"DefinitionId": "2", "Name": "Sales Rep", "Type": "StringType", "StringValue": "Ada"}]});
    let mut order = json!({"VendorRef": {"value": "41"}, "Line": [{"DetailType": "ItemBasedExpenseLineDetail",
        "Amount": 25, "ProjectRef": {"value": "8"},
        "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": 1, "UnitPrice": 25}}]});
    order.as_object_mut().unwrap().extend(sent.as_object().unwrap().clone());
    let made = stage.post("purchaseorder", order.clone()).await.object("PurchaseOrder");
    assert_holds(&made, &sent);
    assert_eq!(made["Line"][0]["ProjectRef"], json!({"value": "8"}));
    order["CustomField"][0]["StringValue"] = json!("x".repeat(32));
    stage.post("purchaseorder", order).await.fault(400, "2050");
}

#[tokio::test]
async fn lines_and_items_keep_what_their_tax_is_found_by() {
    let stage = Stage::with(Seed::EmptyGb);
    let sent = json!({"TaxClassificationRef": {"value": "V1-00120000", "name": "Books"}, "AbatementRate": number("2.5"),
        "ReverseChargeRate": 3, "ServiceType": "Advice", "UQCId": "1", "UQCDisplayText": "BAGS",
        "SalesTaxCodeRef": {"value": "2"}});
    let mut item = json!({"Name": "Advice", "Type": "Service", "IncomeAccountRef": {"value": "1"}});
    item.as_object_mut().unwrap().extend(sent.as_object().unwrap().clone());
    let income = stage.ids("select Id from Account where AccountType = 'Income'").await;
    item["IncomeAccountRef"]["value"] = json!(income[0]);
    assert_holds(&stage.post("item", item.clone()).await.object("Item"), &sent);
    item["Name"] = json!("Other");
    item["SalesTaxCodeRef"]["value"] = json!("999");
    stage.post("item", item).await.fault(400, "2500");
    let customer = stage.customer("Buyer").await;
    let mut sold = line("10");
    let told = json!({"DiscountRate": 5, "DiscountAmt": number("0.50"), "TaxCodeRef": {"value": "2"}});
    sold["SalesItemLineDetail"].as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
    let invoice = stage
        .post("invoice", json!({"CustomerRef": {"value": text(&customer, "Id")}, "Line": [sold]}))
        .await
        .object("Invoice");
    assert_holds(&invoice["Line"][0]["SalesItemLineDetail"], &told);
}

#[tokio::test]
async fn journal_entries_and_deposits_say_outside_the_us_whether_amounts_include_tax() {
    let line = |side: &str, account: &str| json!({"Amount": 4, "JournalEntryLineDetail": {"PostingType": side, "AccountRef": {"value": account}}});
    let entry =
        json!({"GlobalTaxCalculation": "TaxExcluded", "Line": [line("Debit", "3"), line("Credit", "5")]});
    let stage = Stage::with(Seed::EmptyGb);
    let made = stage.post("journalentry", entry.clone()).await.object("JournalEntry");
    assert_eq!(made["GlobalTaxCalculation"], "TaxExcluded");
    let mut odd = entry.clone();
    odd["GlobalTaxCalculation"] = json!("Sometimes");
    stage.post("journalentry", odd).await.fault(400, "2170");
    let home = Stage::with(Seed::EmptyUs);
    let made = home.post("journalentry", entry).await.object("JournalEntry");
    assert_eq!(made.get("GlobalTaxCalculation"), None);
}
