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

#[tokio::test]
async fn an_entry_has_the_body_and_the_reply_as_they_were() {
    let stage = Stage::new();
    let made = stage.post("customer", json!({"DisplayName": "Noted"})).await;
    stage.post_bytes("customer", "application/json", b"{".to_vec()).await.fault(400, "2010");
    stage.post_bytes("customer", "application/json", vec![0xff, 0xfe]).await;
    stage.get("customer/1").await.object("Customer");
    let journal = stage.control(Method::GET, "journal", Value::Null).await;
    let entry = |index: usize| journal["entries"][index].clone();
    assert_eq!(entry(0)["body"], json!({"DisplayName": "Noted"}));
    assert_eq!(entry(0)["reply"], made.body);
    assert_eq!(
        (&entry(1)["body"], &entry(1)["reply"]["Fault"]["Error"][0]["code"]),
        (&json!("{"), &json!("2010"))
    );
    assert_eq!(entry(2)["body"], "2 bytes");
    assert_eq!(entry(3)["body"], Value::Null);
}

#[tokio::test]
async fn what_was_not_answered_has_no_reply_and_secrets_are_not_noted() {
    let stage = Stage::new();
    stage.trouble(json!({"times": 1, "action": {"close": "after"}})).await;
    assert!(stage.is_closed("invoice", invoice("3", "1")).await);
    let form = format!("grant_type=refresh_token&refresh_token={}", stage.session.refresh_token);
    stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], form.into_bytes()).await;
    let journal = stage.control(Method::GET, "journal", Value::Null).await;
    assert_eq!(journal["entries"][0]["reply"], Value::Null);
    assert_eq!(text(&journal["entries"][1], "operation"), "token");
    assert!(!journal.to_string().contains(&stage.session.refresh_token));
}

#[tokio::test]
async fn the_journal_is_read_by_entity_operation_company_and_from_a_number_on() {
    let stage = Stage::new();
    for number in 1..=3 {
        stage.customer(&format!("Customer {number}")).await;
        stage.query("select * from Invoice").await;
    }
    let read = async |filter: &str| {
        let journal = stage.control(Method::GET, &format!("journal?{filter}"), Value::Null).await;
        let entries = journal["entries"].as_array().unwrap();
        let numbers: Vec<u64> = entries.iter().map(|entry| entry["number"].as_u64().unwrap()).collect();
        (numbers, journal["last"].as_u64().unwrap())
    };
    assert_eq!(read("entity=customer").await, (vec![1, 3, 5], 6));
    assert_eq!(read("operation=query").await, (vec![2, 4, 6], 6));
    assert_eq!(read("entity=Customer&operation=query").await, (vec![], 6));
    assert_eq!(read(&format!("realm_id={}&after=4", stage.session.realm_id)).await, (vec![5, 6], 6));
    assert_eq!(read("realm_id=1").await, (vec![], 6));
    assert_eq!(read("limit=2").await, (vec![5, 6], 6));
    assert_eq!(read("after=0&limit=2").await, (vec![1, 2], 2));
    assert_eq!(read("after=6").await, (vec![], 6));
    let refused = stage.raw(Method::GET, "/_emulator/journal?after=soon", &[], Vec::new()).await;
    assert_eq!(refused.status, 400);
}
