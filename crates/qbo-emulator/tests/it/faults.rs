//! Trouble on demand.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use serde_json::{Value, json};

async fn count(stage: &Stage) -> usize {
    stage.ids("select * from Invoice where CustomerRef = '3'").await.len()
}

#[tokio::test]
async fn a_refusal_answers_with_the_fault_given_and_does_nothing() {
    let stage = Stage::new();
    let refuse =
        json!({"status": 500, "code": "10000", "message": "m", "detail": "d", "type": "SystemFault"});
    let rule = json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"refuse": refuse}});
    stage.trouble(rule).await;
    let reply = stage.post("invoice", invoice("3", "1")).await;
    let error = reply.fault(500, "10000");
    assert_eq!((text(&error, "Message"), text(&error, "Detail")), ("m", "d"));
    assert_eq!(reply.body["Fault"]["type"], "SystemFault");
    assert_eq!(count(&stage).await, 0);
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_bare_5xx_comes_before_or_after_the_effect() {
    let stage = Stage::new();
    for (when, done) in [("before", 0), ("after", 1)] {
        stage.trouble(json!({"match": {"method": "POST"}, "times": 1, "action": {"fail": {"status": 503, "when": when}}})).await;
        let reply = stage.post("invoice?requestid=same", invoice("3", "1")).await;
        assert_eq!((reply.status, reply.text.as_str()), (503, ""));
        assert_eq!(count(&stage).await, done, "{when}");
    }
    stage.post("invoice?requestid=same", invoice("3", "1")).await.object("Invoice");
    assert_eq!(count(&stage).await, 1);
}

#[tokio::test]
async fn a_connection_is_closed_before_or_after_the_effect() {
    let stage = Stage::new();
    for (when, done) in [("before", 0), ("after", 1)] {
        stage.trouble(json!({"match": {"path": "/invoice"}, "times": 1, "action": {"close": when}})).await;
        assert!(stage.is_closed("invoice?requestid=same", invoice("3", "1")).await);
        assert_eq!(count(&stage).await, done, "{when}");
    }
    assert!(!stage.is_closed("invoice?requestid=same", invoice("3", "1")).await);
    assert_eq!(count(&stage).await, 1);
}

#[tokio::test]
async fn a_request_is_throttled_on_demand() {
    let stage = Stage::new();
    stage.trouble(json!({"match": {"entity": "Invoice"}, "times": 2, "action": "throttle"})).await;
    for _ in 0..2 {
        stage.post("invoice", invoice("3", "1")).await.fault(429, "3001");
    }
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_time_out_takes_the_120_seconds_of_the_service() {
    let stage = std::sync::Arc::new(Stage::new());
    stage
        .trouble(json!({"match": {"operation": "create"}, "times": 1, "action": {"time_out": "after"}}))
        .await;
    let asking = tokio::spawn({
        let stage = std::sync::Arc::clone(&stage);
        async move { stage.post("invoice", invoice("3", "1")).await.status }
    });
    while count(&stage).await == 0 {
        tokio::task::yield_now().await;
    }
    stage.advance(119);
    tokio::task::yield_now().await;
    assert!(!asking.is_finished());
    stage.advance(1);
    assert_eq!(asking.await.unwrap(), 504);
}

#[tokio::test]
async fn rules_match_by_operation_and_leave_others_alone() {
    let stage = Stage::new();
    let id = stage.invoice("3", "1").await["Id"].clone();
    let refuse = json!({"refuse": {"code": "6000"}});
    stage.trouble(json!({"match": {"entity": "invoice", "operation": "update"}, "action": refuse})).await;
    let update = json!({"Id": id, "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    stage.post("invoice", update.clone()).await.fault(400, "6000");
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
    stage.get(&format!("invoice/{}", id.as_str().unwrap())).await.object("Invoice");
    stage.control(Method::DELETE, "faults", Value::Null).await;
    stage.post("invoice", update).await.object("Invoice");
}

#[tokio::test]
async fn a_refusing_rule_strikes_an_item_of_a_batch() {
    let stage = Stage::new();
    let rule = json!({"match": {"entity": "Invoice"}, "times": 1, "action": {"refuse": {"code": "6000"}}});
    stage.trouble(rule).await;
    let item = |id: &str| json!({"bId": id, "operation": "create", "Invoice": invoice("3", "1")});
    let reply = stage.post("batch", json!({"BatchItemRequest": [item("1"), item("2")]})).await;
    assert_eq!(reply.body["BatchItemResponse"][0]["Fault"]["Error"][0]["code"], "6000");
    assert!(reply.body["BatchItemResponse"][1].get("Invoice").is_some());
}

#[tokio::test]
async fn chances_are_the_same_in_every_run() {
    let run = async || {
        let stage = Stage::new();
        let rule =
            json!({"probability": 0.25, "seed": 7, "action": {"fail": {"status": 500, "when": "before"}}});
        stage.trouble(rule).await;
        let mut struck = Vec::new();
        for _ in 0..200 {
            struck.push(stage.get("companyinfo/1").await.status == 500);
        }
        struck
    };
    let first = run().await;
    assert_eq!(first, run().await);
    let count = first.iter().filter(|struck| **struck).count();
    assert!((30..70).contains(&count), "{count} of 200");
}

#[tokio::test]
async fn the_token_endpoint_can_be_troubled_too() {
    let stage = Stage::new();
    stage.trouble(json!({"match": {"operation": "token"}, "times": 1, "action": {"fail": {"status": 503, "when": "before"}}})).await;
    let post = async || stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], Vec::new()).await.status;
    assert_eq!((post().await, post().await), (503, 401));
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused() {
    let stage = Stage::new();
    for rule in
        [json!({}), json!({"action": "explode"}), json!({"match": {"colour": "red"}, "action": "throttle"})]
    {
        let reply = stage.raw(Method::POST, "/_emulator/faults", &[], rule.to_string().into_bytes()).await;
        assert_eq!(reply.status, 400, "{rule}");
        assert!(reply.body["error"].is_string());
    }
}
