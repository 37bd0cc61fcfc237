//! Voiding (fact sheet 2.7, 12.4).

use crate::stage::{Stage, number, printed, text};
use serde_json::{Value, json};

fn with_note(mut body: Value) -> Value {
    body["PrivateNote"] = json!("first order");
    body
}

#[tokio::test]
async fn a_voided_invoice_stays_with_zero_amounts_and_a_note() {
    let stage = Stage::new();
    let mut body = with_note(crate::stage::invoice("1", "30"));
    body["Line"][0]["SalesItemLineDetail"] =
        json!({"ItemRef": {"value": "15"}, "Qty": 3, "UnitPrice": 10, "TaxCodeRef": {"value": "TAX"}});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "32.40");
    let voided = stage
        .post("invoice?operation=void", json!({"Id": invoice["Id"], "SyncToken": "0"}))
        .await
        .object("Invoice");
    for member in ["TotalAmt", "Balance"] {
        assert_eq!(printed(&voided[member]), "0", "{member}");
    }
    assert_eq!(printed(&voided["Line"][0]["Amount"]), "0");
    assert_eq!(printed(&voided["Line"][0]["SalesItemLineDetail"]["Qty"]), "0");
    assert_eq!(voided["TxnTaxDetail"], json!({"TotalTax": 0}));
    assert_eq!(text(&voided, "PrivateNote"), "Voided - first order");
    assert_eq!(text(&voided, "SyncToken"), "1");
    assert_eq!(printed(&stage.read("Customer", "1").await["Balance"]), "239.00");
    stage
        .post("invoice?operation=void", json!({"Id": invoice["Id"], "SyncToken": "0"}))
        .await
        .fault(400, "5010");
}

#[tokio::test]
async fn a_paid_invoice_is_voided_only_with_lenient_links() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "80").await;
    let body = json!({"Id": invoice["Id"], "SyncToken": "1"});
    stage.post("invoice?operation=void", body.clone()).await.fault(400, "6000");
    stage.settings(json!({"strict_links": false})).await;
    let voided = stage.post("invoice?operation=void", body).await.object("Invoice");
    assert_eq!(voided["LinkedTxn"], json!([]));
    let payment = stage.read("Payment", text(&payment, "Id")).await;
    assert_eq!(printed(&payment["UnappliedAmt"]), "80.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-80.00");
}

#[tokio::test]
async fn a_payment_is_voided_by_an_update_that_includes_void() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "80").await;
    let body = json!({"Id": payment["Id"], "SyncToken": "0", "sparse": true});
    let error = stage.post("payment?operation=void", body.clone()).await.fault(400, "500");
    assert_eq!(text(&error, "Detail"), "Operation void is not supported.");
    let voided = stage.post("payment?operation=update&include=void", body).await.object("Payment");
    assert_eq!(voided["Line"], json!([]));
    assert_eq!((printed(&voided["TotalAmt"]), printed(&voided["UnappliedAmt"])), ("0".into(), "0".into()));
    assert_eq!(text(&voided, "PrivateNote"), "Voided");
    assert_eq!(printed(&stage.read("Invoice", text(&invoice, "Id")).await["Balance"]), "100.00");
    assert_eq!(printed(&stage.read("Account", "4").await["CurrentBalance"]), "2062.52");
}

#[tokio::test]
async fn a_list_entity_cannot_be_voided() {
    let stage = Stage::new();
    stage.post("customer?operation=void", json!({"Id": "3", "SyncToken": "0"})).await.fault(400, "500");
}

#[tokio::test]
async fn an_update_of_a_voided_invoice_keeps_its_note() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let body = json!({"Id": invoice["Id"], "SyncToken": "0"});
    stage.post("invoice?operation=void", body).await.object("Invoice");
    let body = json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "ShipDate": "2026-03-03"});
    let updated = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(text(&updated, "PrivateNote"), "Voided");
    assert_eq!(updated["TotalAmt"], number("0"));
}
