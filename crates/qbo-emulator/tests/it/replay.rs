//! Request ids (fact sheet 2.8).

use crate::stage::{Stage, invoice, text};
use serde_json::json;

#[tokio::test]
async fn a_repeat_is_answered_with_the_first_reply_and_does_nothing() {
    let stage = Stage::new();
    let first = stage.post("invoice?requestid=r1", invoice("3", "5")).await;
    stage.advance(60);
    let again = stage.post("invoice?minorversion=75&requestid=r1", invoice("3", "5")).await;
    assert_eq!(again.text, first.text);
    assert_eq!(stage.ids("select * from Invoice where CustomerRef = '3'").await.len(), 1);
    assert_eq!(stage.counters().await["replays"], 1);
    assert_ne!(again.headers["intuit_tid"], first.headers["intuit_tid"]);
}

#[tokio::test]
async fn the_first_reply_stays_the_same_after_later_changes() {
    let stage = Stage::new();
    let first = stage.post("customer?requestid=r1", json!({"DisplayName": "Once"})).await.object("Customer");
    let body = json!({"Id": first["Id"], "SyncToken": "0", "sparse": true, "Notes": "x"});
    stage.post("customer?requestid=r2", body).await.object("Customer");
    let again = stage.post("customer?requestid=r1", json!({"DisplayName": "Once"})).await.object("Customer");
    assert_eq!(again, first);
}

#[tokio::test]
async fn another_payload_under_the_same_request_id_is_refused() {
    let stage = Stage::new();
    stage.post("invoice?requestid=r1", invoice("3", "5")).await.object("Invoice");
    stage.post("invoice?requestid=r1", invoice("3", "6")).await.fault(400, "600");
    stage.post("invoice?requestid=r2", invoice("3", "6")).await.object("Invoice");
}

#[tokio::test]
async fn a_refused_request_is_not_kept() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "Later"});
    let vendor = stage.post("vendor", body.clone()).await.object("Vendor");
    stage.post("customer?requestid=r1", body.clone()).await.fault(400, "6240");
    let away = json!({"Id": vendor["Id"], "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("vendor", away).await.object("Vendor");
    stage.post("customer?requestid=r1", body).await.object("Customer");
}

#[tokio::test]
async fn a_reply_is_kept_for_24_hours() {
    let stage = Stage::new();
    let body = json!({"Name": "Net 7", "DueDays": 7});
    let first = stage.post("term?requestid=r1", body.clone()).await.object("Term");
    let stage = stage.later(24 * 3600 - 1).await;
    let again = stage.post("term?requestid=r1", body.clone()).await.object("Term");
    assert_eq!(text(&again, "Id"), text(&first, "Id"));
    stage.later(1).await.post("term?requestid=r1", body).await.fault(400, "6240");
}

#[tokio::test]
async fn a_request_id_has_at_most_50_characters() {
    let stage = Stage::new();
    stage.post(&format!("invoice?requestid={}", "r".repeat(50)), invoice("3", "5")).await.object("Invoice");
    stage.post(&format!("invoice?requestid={}", "r".repeat(51)), invoice("3", "5")).await.fault(400, "2130");
}

#[tokio::test]
async fn a_delete_is_replayed_too() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "5").await;
    let body = json!({"Id": invoice["Id"], "SyncToken": "0"});
    for _ in 0..2 {
        let reply = stage.post("invoice?operation=delete&requestid=d1", body.clone()).await.object("Invoice");
        assert_eq!(text(&reply, "status"), "Deleted");
    }
}
