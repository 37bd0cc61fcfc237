//! Change data capture (fact sheet 4.2).

use crate::stage::{Stage, text};
use serde_json::{Value, json};

/// The noon at which a stage begins, as the service prints it.
const START: &str = "2026-03-02T12:00:00-08:00";

/// The answers by entity, as they stand in the one response.
async fn changes(stage: &Stage, entities: &str, since: &str) -> Vec<Value> {
    let reply = stage.get(&format!("cdc?entities={entities}&changedSince={since}")).await;
    let response = reply.object("CDCResponse");
    assert_eq!(response.as_array().unwrap().len(), 1, "{response}");
    response[0]["QueryResponse"].as_array().unwrap().clone()
}

fn ids(objects: &Value) -> Vec<&str> {
    objects.as_array().unwrap().iter().map(|object| text(object, "Id")).collect()
}

#[tokio::test]
async fn what_has_changed_is_told_by_entity_in_the_order_of_the_changes() {
    let stage = Stage::new().later(60).await;
    let since = "2026-03-02T12:01:00-08:00";
    let first = stage.invoice("3", "1").await;
    stage.advance(1);
    let second = stage.invoice("3", "2").await;
    stage.advance(1);
    let change = json!({"Id": first["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    stage.post("invoice", change).await.object("Invoice");
    stage.post("customer", json!({"DisplayName": "New"})).await.object("Customer");
    let found = changes(&stage, "Invoice,Customer,Bill", since).await;
    assert_eq!(ids(&found[0]["Invoice"]), [text(&second, "Id"), text(&first, "Id")]);
    assert_eq!(
        (&found[0]["startPosition"], &found[0]["maxResults"], &found[0]["totalCount"]),
        (&json!(1), &json!(2), &json!(2))
    );
    let shown = stage.read("Invoice", text(&first, "Id")).await;
    assert_eq!(found[0]["Invoice"][1], shown);
    assert_eq!(found[1]["Customer"].as_array().unwrap().len(), 1);
    assert_eq!(found[2], json!({}));
}

#[tokio::test]
async fn a_change_that_the_service_makes_itself_is_told_too() {
    let stage = Stage::new().later(60).await;
    let invoice = stage.invoice("3", "5").await;
    let stage = stage.later(60).await;
    stage.payment("3", text(&invoice, "Id"), "5").await;
    let found = changes(&stage, "invoice", "2026-03-02T12:02:00-08:00").await;
    assert_eq!(ids(&found[0]["Invoice"]), [text(&invoice, "Id")]);
}

#[tokio::test]
async fn what_is_deleted_comes_last_with_its_time() {
    let stage = Stage::new().later(60).await;
    let gone = stage.invoice("3", "1").await;
    let body = json!({"Id": gone["Id"], "SyncToken": "0"});
    stage.post("invoice?operation=delete", body).await.object("Invoice");
    stage.advance(1);
    let kept = stage.invoice("3", "2").await;
    let found = changes(&stage, "Invoice", "2026-03-02T12:01:00-08:00").await;
    assert_eq!(ids(&found[0]["Invoice"]), [text(&kept, "Id"), text(&gone, "Id")]);
    let told = json!({
        "domain": "QBO",
        "status": "Deleted",
        "Id": gone["Id"],
        "MetaData": {"LastUpdatedTime": "2026-03-02T12:01:00-08:00"},
    });
    assert_eq!(found[0]["Invoice"][1], told);
}

#[tokio::test]
async fn nothing_changed_is_an_empty_response() {
    let stage = Stage::new().later(60).await;
    assert_eq!(changes(&stage, "Invoice", "2026-03-02T12:01:00-08:00").await, [json!({})]);
    assert_ne!(changes(&stage, "Invoice", START).await, [json!({})]);
    assert_ne!(changes(&stage, "Invoice", "2026-03-02").await, [json!({})]);
    assert_eq!(changes(&stage, "Invoice", "2026-03-03").await, [json!({})]);
}

#[tokio::test]
async fn it_looks_back_thirty_days_and_not_further() {
    let stage = Stage::new().later(30 * 86_400).await;
    assert_ne!(changes(&stage, "Customer", START).await, [json!({})]);
    let stage = stage.later(1).await;
    let error = stage.get(&format!("cdc?entities=Customer&changedSince={START}")).await.fault(400, "2190");
    assert_eq!(text(&error, "element"), "changedSince");
}

#[tokio::test]
async fn it_tells_a_thousand_objects_at_most() {
    let stage = Stage::new();
    stage.settings(json!({"limits": false})).await;
    for batch in 0..34 {
        let item = |number: usize| {
            let name = format!("C {batch} {number}");
            json!({"bId": number.to_string(), "operation": "create", "Customer": {"DisplayName": name}})
        };
        let items: Vec<Value> = (0..30).map(item).collect();
        stage.post("batch", json!({"BatchItemRequest": items})).await.object("BatchItemResponse");
    }
    let found = changes(&stage, "Customer,Invoice", START).await;
    assert_eq!(found[0]["maxResults"], 1_000);
    assert_eq!(found[1], json!({}));
}

#[tokio::test]
async fn it_needs_known_entities_and_a_moment() {
    let stage = Stage::new();
    for (query, code) in [
        ("cdc?changedSince=2026-03-01", "2020"),
        ("cdc?entities=Invoice", "2020"),
        ("cdc?entities=,&changedSince=2026-03-01", "2020"),
        ("cdc?entities=Invoice,Nothing&changedSince=2026-03-01", "2000"),
        ("cdc?entities=TaxCode&changedSince=2026-03-01", "2000"),
        ("cdc?entities=Invoice&changedSince=yesterday", "2060"),
    ] {
        stage.get(query).await.fault(400, code);
    }
    stage.post("cdc", json!({})).await.fault(400, "2000");
}
