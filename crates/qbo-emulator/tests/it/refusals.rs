//! Limits and refusals that no other topic has.

use crate::stage::{Stage, text};
use serde_json::{Value, json};

#[tokio::test]
async fn a_web_address_that_is_none_is_refused() {
    let stage = Stage::new();
    let customer = |name: &str, uri: &str| json!({"DisplayName": name, "WebAddr": {"URI": uri}});
    for (name, uri) in [("A", "http://kings.example"), ("B", "www.kings.example")] {
        stage.post("customer", customer(name, uri)).await.object("Customer");
    }
    let error = stage.post("customer", customer("C", "not an address")).await.fault(400, "2200");
    assert_eq!(text(&error, "element"), "URI");
}

#[tokio::test]
async fn the_lines_of_an_address_have_2000_characters_together() {
    let stage = Stage::new();
    let customer = |name: &str, last: usize| {
        let full = "x".repeat(500);
        let address =
            json!({"Line1": full, "Line2": full, "Line3": full, "Line4": full, "Line5": "x".repeat(last)});
        json!({"DisplayName": name, "BillAddr": address})
    };
    stage.post("customer", customer("A", 0)).await.object("Customer");
    let error = stage.post("customer", customer("B", 1)).await.fault(400, "2050");
    assert!(text(&error, "Detail").contains("Max:2000 supported. Supplied length:2001"), "{error}");
}

#[tokio::test]
async fn the_request_id_of_a_batch_has_36_characters() {
    let stage = Stage::new();
    let items = json!({"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]});
    let path = |length: usize| format!("batch?requestid={}", "r".repeat(length));
    assert_eq!(stage.post(&path(36), items.clone()).await.status, 200);
    let error = stage.post(&path(37), items).await.fault(400, "2130");
    assert_eq!(text(&error, "element"), "requestid");
}

#[tokio::test]
async fn a_statement_may_name_only_what_the_entity_has() {
    let stage = Stage::new();
    let reply = stage.query("select id, MetaData.CreateTime, displayname from Customer maxresults 1").await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let error = stage.query("select Id, NoSuchField from Customer").await.fault(400, "4001");
    assert_eq!(
        text(&error, "Detail"),
        "QueryValidationError: Property NoSuchField not found for Entity Customer"
    );
}

#[tokio::test]
async fn the_company_says_that_its_subscription_has_ended() {
    let stage = Stage::new();
    let status = async || {
        let info = stage.read("CompanyInfo", "1").await;
        let pairs = info["NameValue"].as_array().unwrap().clone();
        pairs
            .into_iter()
            .find(|pair| pair["Name"] == "SubscriptionStatus")
            .map_or(Value::Null, |mut pair| pair["Value"].take())
    };
    assert_eq!(status().await, "PAID");
    stage.settings(json!({"subscription_ended": true})).await;
    assert_eq!(status().await, "EXPIRED");
}
