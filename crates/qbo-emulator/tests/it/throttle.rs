//! Limits (fact sheet 5).

use crate::stage::{Stage, text};
use jiff::SignedDuration;
use serde_json::json;
use std::sync::Arc;

#[tokio::test]
async fn the_501st_request_of_a_minute_is_refused_and_not_done() {
    let stage = Stage::new();
    for _ in 0..500 {
        assert_eq!(stage.get("companyinfo/1").await.status, 200);
    }
    let reply = stage.post("customer", json!({"DisplayName": "Too many"})).await;
    let error = reply.fault(429, "3001");
    assert_eq!(text(&error, "Message"), "message=ThrottleExceeded; errorCode=003001; statusCode=429");
    assert_eq!(text(&error, "Detail"), "The request limit was reached.  Try again later");
    assert_eq!(reply.body["Fault"]["type"], "SERVICE");
    stage.advance(59);
    assert_eq!(stage.get("companyinfo/1").await.status, 429);
    stage.advance(1);
    assert_eq!(stage.ids("select * from Customer where DisplayName = 'Too many'").await.len(), 0);
    assert_eq!(stage.counters().await["throttled"], 2);
}

#[tokio::test]
async fn the_11th_request_at_once_is_refused() {
    let stage = Arc::new(Stage::new());
    stage.trouble(json!({"match": {"operation": "query"}, "action": {"delay_ms": 5000}})).await;
    let asking: Vec<_> = (0..10)
        .map(|_| {
            let stage = Arc::clone(&stage);
            tokio::spawn(async move { stage.query("select count(*) from Term").await.status })
        })
        .collect();
    while stage.counters().await["most_at_once"] != 10 {
        tokio::task::yield_now().await;
    }
    assert_eq!(stage.get("companyinfo/1").await.status, 429);
    stage.clock.advance(SignedDuration::from_secs(5));
    for reply in asking {
        assert_eq!(reply.await.unwrap(), 200);
    }
    assert_eq!(stage.get("companyinfo/1").await.status, 200);
}

#[tokio::test]
async fn the_121st_batch_of_a_minute_is_refused() {
    let stage = Stage::new();
    let batch = json!({"BatchItemRequest": []});
    for _ in 0..120 {
        assert_eq!(stage.post("batch", batch.clone()).await.status, 200);
    }
    stage.post("batch", batch).await.fault(429, "3001");
    assert_eq!(stage.get("companyinfo/1").await.status, 200);
}

#[tokio::test]
async fn limits_can_be_lifted() {
    let stage = Stage::new();
    stage.settings(json!({"limits": false})).await;
    for _ in 0..600 {
        assert_eq!(stage.get("companyinfo/1").await.status, 200);
    }
}

#[tokio::test]
async fn the_figures_can_be_set() {
    let stage = Stage::new();
    stage.settings(json!({"requests_per_minute": 5, "batches_per_minute": 2})).await;
    let batch = json!({"BatchItemRequest": [{"bId": "1", "Query": "select count(*) from Term"}]});
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(stage.post("batch", batch.clone()).await.status);
    }
    for _ in 0..4 {
        statuses.push(stage.get("companyinfo/1").await.status);
    }
    assert_eq!(statuses, [200, 200, 429, 200, 200, 200, 429]);
}
