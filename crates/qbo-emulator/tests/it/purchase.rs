//! Purchases, and money paid back to customers (fact sheet 10.5, 12.3).

use crate::stage::{Stage, number, printed, text};
use serde_json::{Value, json};

/// Money spent from the checking account.
fn purchase(account: &str, amount: &str) -> Value {
    json!({
        "PaymentType": "Cash",
        "AccountRef": {"value": "35"},
        "Line": [{
            "DetailType": "AccountBasedExpenseLineDetail",
            "Amount": number(amount),
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}},
        }],
    })
}

/// Money paid back to a customer.
fn refund(customer: &str, amount: &str) -> Value {
    let mut body = purchase("84", amount);
    body["EntityRef"] = json!({"value": customer, "type": "Customer"});
    body
}

#[tokio::test]
async fn a_purchase_takes_money_from_its_account() {
    let stage = Stage::new();
    let mut body = purchase("7", "40");
    body["EntityRef"] = json!({"value": "41", "type": "Vendor"});
    let purchase = stage.post("purchase", body).await.object("Purchase");
    assert_eq!((printed(&purchase["TotalAmt"]), &purchase["Credit"]), ("40.00".into(), &json!(false)));
    assert_eq!(purchase["EntityRef"], json!({"value": "41", "name": "Hicks Hardware", "type": "Vendor"}));
    assert_eq!(printed(&stage.read("Account", "35").await["CurrentBalance"]), "1161.00");
    let delete = json!({"Id": purchase["Id"], "SyncToken": "0"});
    stage.post("purchase?operation=void", delete.clone()).await.fault(400, "500");
    stage.post("purchase?operation=delete", delete).await.object("Purchase");
    assert_eq!(printed(&stage.read("Account", "35").await["CurrentBalance"]), "1201.00");
}

#[tokio::test]
async fn a_purchase_needs_type_account_lines_and_a_payee_that_exists() {
    let stage = Stage::new();
    for missing in ["PaymentType", "AccountRef", "Line"] {
        let mut body = purchase("7", "40");
        body.as_object_mut().unwrap().remove(missing);
        stage.post("purchase", body).await.fault(400, "2020");
    }
    let mut body = purchase("7", "40");
    body["EntityRef"] = json!({"value": "41", "type": "Customer"});
    stage.post("purchase", body.clone()).await.fault(400, "2500");
    body["EntityRef"] = json!({"value": "41", "type": "Invoice"});
    stage.post("purchase", body.clone()).await.fault(400, "2170");
    body["EntityRef"] = json!({"value": "41"});
    body["Line"][0]["AccountBasedExpenseLineDetail"]["BillableStatus"] = json!("Billable");
    stage.post("purchase", body.clone()).await.fault(400, "6310");
    body["Line"][0]["AccountBasedExpenseLineDetail"]["CustomerRef"] = json!({"value": "3"});
    stage.post("purchase", body.clone()).await.object("Purchase");
    body["PaymentType"] = json!("CreditCard");
    stage.post("purchase", body).await.fault(400, "6000");
}

#[tokio::test]
async fn the_type_of_a_purchase_stays() {
    let stage = Stage::new();
    let purchase = stage.post("purchase", purchase("7", "40")).await.object("Purchase");
    let mut body = json!({"Id": purchase["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    stage.post("purchase", body.clone()).await.fault(400, "2020");
    body["PaymentType"] = json!("Check");
    let kept = stage.post("purchase", body).await.object("Purchase");
    assert_eq!((text(&kept, "PaymentType"), text(&kept, "PrivateNote")), ("Cash", "x"));
    let mut full = kept;
    full["PaymentType"] = json!("Check");
    stage.post("purchase", full).await.fault(400, "610");
}

#[tokio::test]
async fn a_number_is_used_once_unless_the_company_does_not_warn() {
    let stage = Stage::new();
    let mut body = purchase("7", "40");
    body["DocNumber"] = json!("77");
    stage.post("purchase", body.clone()).await.object("Purchase");
    stage.post("purchase", body.clone()).await.fault(400, "6140");
    let pairs = [json!({"Name": "WarnDuplicateCheckNumber", "Value": "false"})];
    stage.prefer(json!({"OtherPrefs": {"NameValue": pairs}})).await;
    stage.post("purchase", body).await.object("Purchase");
}

#[tokio::test]
async fn receivables_need_a_customer() {
    let stage = Stage::new();
    let error = stage.post("purchase", purchase("84", "40")).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("you must choose a customer"), "{error}");
    stage.post("purchase", refund("3", "40")).await.object("Purchase");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "40.00");
}

#[tokio::test]
async fn money_paid_back_opens_the_invoice_again() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "100").await;
    let refund = stage.post("purchase", refund("3", "40")).await.object("Purchase");
    let lines = json!([
        {"Amount": 60, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]},
        {"Amount": 40, "LinkedTxn": [{"TxnId": refund["Id"], "TxnType": "Expense"}]},
    ]);
    let mut body = json!({"Id": payment["Id"], "SyncToken": "0", "sparse": true, "Line": lines});
    let after = stage.post("payment", body.clone()).await.object("Payment");
    assert_eq!((printed(&after["UnappliedAmt"]), printed(&after["TotalAmt"])), ("0".into(), "100.00".into()));
    assert_eq!(printed(&stage.read("Invoice", text(&invoice, "Id")).await["Balance"]), "40.00");
    let linked = stage.read("Purchase", text(&refund, "Id")).await;
    assert_eq!(linked["LinkedTxn"], json!([{"TxnId": payment["Id"], "TxnType": "Payment"}]));
    assert_eq!(linked.get("Receivable"), None);
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "40.00");
    body["SyncToken"] = json!("1");
    body["Line"][1]["Amount"] = json!(41);
    body["Line"][0]["Amount"] = json!(59);
    stage.post("payment", body).await.fault(400, "6000");
}

#[tokio::test]
async fn money_paid_to_another_customer_is_not_settled() {
    let stage = Stage::new();
    let refund = stage.post("purchase", refund("4", "40")).await.object("Purchase");
    let line = json!([{"Amount": 40, "LinkedTxn": [{"TxnId": refund["Id"], "TxnType": "Expense"}]}]);
    let body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 40, "Line": line});
    stage.post("payment", body).await.fault(400, "6000");
}

#[tokio::test]
async fn a_refund_that_is_no_longer_one_leaves_the_payment_unapplied() {
    let stage = Stage::new();
    let refund = stage.post("purchase", refund("3", "40")).await.object("Purchase");
    let line = json!([{"Amount": 40, "LinkedTxn": [{"TxnId": refund["Id"], "TxnType": "Expense"}]}]);
    let body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 40, "Line": line});
    let payment = stage.post("payment", body).await.object("Payment");
    let mut other = stage.read("Purchase", text(&refund, "Id")).await;
    other["EntityRef"] = json!({"value": "4", "type": "Customer"});
    stage.post("purchase", other.clone()).await.fault(400, "6000");
    other["Line"][0]["AccountBasedExpenseLineDetail"]["AccountRef"] = json!({"value": "7"});
    stage.post("purchase", other).await.object("Purchase");
    let left = stage.read("Payment", text(&payment, "Id")).await;
    assert_eq!((&left["Line"], printed(&left["UnappliedAmt"])), (&json!([]), "40.00".into()));
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-40.00");
}

#[tokio::test]
async fn payables_need_a_vendor_whose_balance_falls() {
    let stage = Stage::new();
    let mut body = purchase("33", "12");
    for nobody in [Value::Null, json!({"value": "3", "type": "Customer"})] {
        body["EntityRef"] = nobody;
        let error = stage.post("purchase", body.clone()).await.fault(400, "6000");
        assert!(text(&error, "Detail").contains("you must choose a vendor in the Name field"), "{error}");
    }
    body["EntityRef"] = json!({"value": "30", "type": "Vendor"});
    let made = stage.post("purchase", body.clone()).await.object("Purchase");
    assert_eq!(made.get("Owing"), None);
    assert_eq!(printed(&stage.read("Vendor", "30").await["Balance"]), "-12.00");
    assert_eq!(printed(&stage.read("Account", "33").await["CurrentBalance"]), "1590.67");
    let delete = json!({"Id": made["Id"], "SyncToken": "0"});
    stage.post("purchase?operation=delete", delete).await.object("Purchase");
    assert_eq!(printed(&stage.read("Vendor", "30").await["Balance"]), "0");
}

#[tokio::test]
async fn a_customer_may_be_named_on_the_line_where_the_payee_is_none() {
    let stage = Stage::new();
    let mut body = refund("3", "40");
    body["EntityRef"] = json!({"value": "41", "type": "Vendor"});
    stage.post("purchase", body.clone()).await.fault(400, "6000");
    body["Line"][0]["AccountBasedExpenseLineDetail"]["CustomerRef"] = json!({"value": "3"});
    let made = stage.post("purchase", body).await.object("Purchase");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "40.00");
    let line = json!([{"Amount": 40, "LinkedTxn": [{"TxnId": made["Id"], "TxnType": "Expense"}]}]);
    let body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 40, "Line": line});
    stage.post("payment", body).await.object("Payment");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "0");
}

#[tokio::test]
async fn a_sparse_update_of_a_vendor_credit_need_not_name_its_vendor() {
    let stage = Stage::new();
    let line = json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": 5,
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}}});
    let body = json!({"VendorRef": {"value": "41"}, "Line": [line]});
    let made = stage.post("vendorcredit", body.clone()).await.object("VendorCredit");
    let change = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    let made = stage.post("vendorcredit", change).await.object("VendorCredit");
    assert_eq!((&made["PrivateNote"], &made["VendorRef"]["value"]), (&json!("x"), &json!("41")));
    let full = json!({"Id": made["Id"], "SyncToken": "1", "Line": body["Line"]});
    stage.post("vendorcredit", full).await.fault(400, "2020");
}
