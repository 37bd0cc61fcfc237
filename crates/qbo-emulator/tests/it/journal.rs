//! The journal.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn every_request_is_noted_with_what_came_of_it() {
    let stage = Stage::new();
    let made = stage.post("invoice?requestid=r1&minorversion=75", invoice("3", "1")).await;
    stage.post("invoice?requestid=r1&minorversion=75", invoice("3", "1")).await;
    stage.post("invoice?operation=delete", json!({"Id": "146", "SyncToken": "7"})).await;
    stage.trouble(json!({"times": 1, "action": {"close": "after"}})).await;
    assert!(stage.is_closed("invoice?operation=void", json!({"Id": "146", "SyncToken": "0"})).await);
    let journal = stage.control(Method::GET, "journal", Value::Null).await;
    let entries = journal["entries"].as_array().unwrap();
    let told = |index: usize| {
        let entry = &entries[index];
        (
            text(entry, "operation"),
            text(entry, "effect"),
            entry["status"].as_u64().unwrap(),
            entry["fault"].as_str(),
        )
    };
    assert_eq!(told(0), ("create", "created", 200, None));
    assert_eq!(told(1), ("create", "replayed", 200, None));
    assert_eq!(told(2), ("delete", "none", 400, Some("5010")));
    assert_eq!(told(3), ("void", "voided", 0, None));
    let first = &entries[0];
    assert_eq!(
        (text(first, "method"), text(first, "entity"), text(first, "entity_id")),
        ("POST", "Invoice", "146")
    );
    assert_eq!(text(first, "request_id"), "r1");
    assert_eq!(first["parameters"], json!([["minorversion", "75"]]));
    assert_eq!(made.headers["intuit_tid"], text(first, "intuit_tid"));
    assert!(!journal.to_string().contains(&stage.session.access_token));
    stage.control(Method::DELETE, "journal", Value::Null).await;
    assert_eq!(stage.control(Method::GET, "journal", Value::Null).await["entries"], json!([]));
}
