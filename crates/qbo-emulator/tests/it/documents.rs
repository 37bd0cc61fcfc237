//! Document numbers (fact sheet 9.6).

use crate::stage::{Stage, invoice, text};
use serde_json::{Value, json};

fn numbered(number: &str) -> Value {
    let mut body = invoice("3", "1");
    body["DocNumber"] = json!(number);
    body
}

#[tokio::test]
async fn without_custom_numbers_the_services_own_number_is_given() {
    let stage = Stage::new();
    for number in ["1038", "1039"] {
        let invoice = stage.post("invoice", numbered("MINE-1")).await.object("Invoice");
        assert_eq!(text(&invoice, "DocNumber"), number);
    }
}

#[tokio::test]
async fn with_custom_numbers_the_clients_number_is_kept_and_none_stays_none() {
    let stage = Stage::new();
    stage.custom_numbers().await;
    let invoice = stage.post("invoice", numbered("MINE-1")).await.object("Invoice");
    assert_eq!(text(&invoice, "DocNumber"), "MINE-1");
    assert!(stage.invoice("3", "1").await.get("DocNumber").is_none());
    for blanks in ["", "  "] {
        let invoice = stage.post("invoice", numbered(blanks)).await.object("Invoice");
        assert!(invoice.get("DocNumber").is_none(), "{invoice}");
    }
    let generated = stage.post("invoice", numbered("AUTO_GENERATE")).await.object("Invoice");
    assert_eq!(text(&generated, "DocNumber"), "MINE-2");
    let mut body = self::invoice("3", "1");
    body["AutoDocNumber"] = json!(true);
    assert_eq!(text(&stage.post("invoice", body).await.object("Invoice"), "DocNumber"), "MINE-3");
    let padded = stage.post("invoice", numbered(" 1 ")).await.object("Invoice");
    assert_eq!(text(&padded, "DocNumber"), " 1 ");
}

#[tokio::test]
async fn a_number_in_use_is_refused_unless_duplicates_are_allowed() {
    let stage = Stage::new();
    stage.custom_numbers().await;
    let first = stage.post("invoice", numbered("7")).await.object("Invoice");
    let error = stage.post("invoice", numbered("7")).await.fault(400, "6140");
    let end = format!("DocNumber=7 is assigned to TxnType=Invoice with TxnId={}", text(&first, "Id"));
    assert!(text(&error, "Detail").ends_with(&end), "{error}");
    stage.post("invoice?include=allowduplicatedocnum", numbered("7")).await.object("Invoice");
    stage.settings(json!({"warn_duplicate_numbers": false})).await;
    stage.post("invoice", numbered("7")).await.object("Invoice");
}

#[tokio::test]
async fn a_number_is_free_again_once_its_invoice_is_deleted_or_renumbered() {
    let stage = Stage::new();
    stage.custom_numbers().await;
    let first = stage.post("invoice", numbered("7")).await.object("Invoice");
    let keep =
        json!({"Id": first["Id"], "SyncToken": "0", "sparse": true, "DocNumber": "7", "PrivateNote": "x"});
    stage.post("invoice", keep).await.object("Invoice");
    let renumber = json!({"Id": first["Id"], "SyncToken": "1", "sparse": true, "DocNumber": "8"});
    stage.post("invoice", renumber).await.object("Invoice");
    stage.post("invoice", numbered("7")).await.object("Invoice");
    stage
        .post("invoice?operation=delete", json!({"Id": first["Id"], "SyncToken": "2"}))
        .await
        .object("Invoice");
    stage.post("invoice", numbered("8")).await.object("Invoice");
}

#[tokio::test]
async fn a_number_has_at_most_21_characters() {
    let stage = Stage::new();
    stage.custom_numbers().await;
    stage.post("invoice", numbered(&"9".repeat(21))).await.object("Invoice");
    let error = stage.post("invoice", numbered(&"9".repeat(22))).await.fault(400, "2050");
    assert_eq!(text(&error, "element"), "DocNumber");
}
