//! Batches (fact sheet 4.1).

use crate::stage::{Stage, invoice, text};
use serde_json::{Value, json};

fn items(body: &Value) -> &Vec<Value> {
    body["BatchItemResponse"].as_array().unwrap()
}

#[tokio::test]
async fn items_are_answered_one_by_one_with_status_200() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "5").await;
    let batch = json!({"BatchItemRequest": [
        {"bId": "bid1", "operation": "create", "Vendor": {"DisplayName": "Cool Cars"}},
        {"bId": "bid2", "operation": "delete", "Invoice": {"Id": invoice["Id"], "SyncToken": "0"}},
        {"bId": "bid3", "operation": "update", "Customer": {"sparse": true, "Id": "3", "SyncToken": "0", "Notes": "x"}},
        {"bId": "bid4", "Query": "select * from Term where DueDays > '20'"},
    ]});
    let reply = stage.post("batch", batch).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body["time"].is_string());
    let items = items(&reply.body);
    assert_eq!(items[0]["Fault"]["Error"][0]["code"], "6240");
    assert_eq!(items[0]["Fault"]["type"], "ValidationFault");
    assert_eq!(items[1]["Invoice"]["status"], "Deleted");
    assert_eq!(items[2]["Customer"]["Notes"], "x");
    assert_eq!(items[3]["QueryResponse"]["Term"].as_array().unwrap().len(), 2);
    let ids: Vec<&str> = items.iter().map(|item| text(item, "bId")).collect();
    assert_eq!(ids, ["bid1", "bid2", "bid3", "bid4"]);
}

#[tokio::test]
async fn a_batch_has_at_most_30_items() {
    let stage = Stage::new();
    let of = |count: usize| {
        let item = |number: usize| json!({"bId": number.to_string(), "Query": "select count(*) from Term"});
        json!({"BatchItemRequest": (0..count).map(item).collect::<Vec<_>>()})
    };
    assert_eq!(items(&stage.post("batch", of(30)).await.body).len(), 30);
    stage.post("batch", of(31)).await.fault(400, "1040");
    stage.post("batch", json!({})).await.fault(400, "2020");
}

#[tokio::test]
async fn a_batch_can_void_by_its_option() {
    let stage = Stage::new();
    let payment =
        stage.post("payment", json!({"CustomerRef": {"value": "3"}, "TotalAmt": 5})).await.object("Payment");
    let item = json!({
        "bId": "1",
        "operation": "update",
        "optionsData": "void",
        "Payment": {"Id": payment["Id"], "SyncToken": "0", "sparse": true},
    });
    let reply = stage.post("batch", json!({"BatchItemRequest": [item]})).await;
    assert_eq!(items(&reply.body)[0]["Payment"]["PrivateNote"], "Voided");
}

#[tokio::test]
async fn a_repeated_batch_gives_each_item_its_first_reply() {
    let stage = Stage::new();
    let create = |id: &str| json!({"bId": id, "operation": "create", "Invoice": invoice("3", "5")});
    let first =
        stage.post("batch?requestid=again", json!({"BatchItemRequest": [create("1"), create("2")]})).await;
    let again =
        stage.post("batch?requestid=again", json!({"BatchItemRequest": [create("2"), create("3")]})).await;
    assert_eq!(items(&again.body)[0]["Invoice"]["Id"], items(&first.body)[1]["Invoice"]["Id"]);
    assert_eq!(stage.ids("select * from Invoice where CustomerRef = '3'").await.len(), 3);
    let long = create("12345678901");
    let reply = stage.post("batch?requestid=other", json!({"BatchItemRequest": [long.clone()]})).await;
    assert_eq!(items(&reply.body)[0]["Fault"]["Error"][0]["code"], "2130");
    let reply = stage.post("batch", json!({"BatchItemRequest": [long]})).await;
    assert!(items(&reply.body)[0].get("Invoice").is_some());
}

#[tokio::test]
async fn items_that_make_no_sense_are_refused_alone() {
    let stage = Stage::new();
    let batch = json!({"BatchItemRequest": [
        {"bId": "1", "operation": "create", "Spaceship": {}},
        {"bId": "3", "operation": "merge", "Customer": {"DisplayName": "a"}},
        {"bId": "4", "Query": "select nonsense"},
        7,
    ]});
    let reply = stage.post("batch", batch).await;
    let codes: Vec<&str> =
        items(&reply.body).iter().map(|item| text(&item["Fault"]["Error"][0], "code")).collect();
    assert_eq!(codes, ["2000", "500", "4000", "2000"]);
}

#[tokio::test]
async fn an_item_without_an_operation_creates() {
    let stage = Stage::new();
    let reply = stage.post("batch", json!({"BatchItemRequest": [{"Customer": {"DisplayName": "a"}}]})).await;
    assert_eq!(text(&items(&reply.body)[0]["Customer"], "DisplayName"), "a");
    assert_eq!(items(&reply.body)[0].get("bId"), None);
}

#[tokio::test]
async fn a_batch_answers_with_a_thousand_objects_at_most() {
    let stage = Stage::new();
    for _ in 0..13 {
        let items: Vec<Value> = (0..30)
            .map(|id| json!({"bId": id.to_string(), "operation": "create", "Invoice": invoice("3", "1")}))
            .collect();
        stage.post("batch", json!({ "BatchItemRequest": items })).await.object("BatchItemResponse");
    }
    let query = |count: u32| json!({"Query": format!("select * from Invoice maxresults {count}")});
    let make = json!({"operation": "create", "Invoice": invoice("3", "1")});
    let items = [
        make,
        query(400),
        query(400),
        query(200),
        query(199),
        json!({"Query": "select count(*) from Invoice"}),
    ];
    let answer = stage.post("batch", json!({ "BatchItemRequest": items })).await.object("BatchItemResponse");
    let found: Vec<&Value> =
        answer.as_array().unwrap().iter().map(|item| &item["QueryResponse"]["maxResults"]).collect();
    assert_eq!(found, [&json!(null), &json!(400), &json!(400), &json!(null), &json!(199), &json!(null)]);
    assert_eq!(answer[3]["Fault"]["Error"][0]["code"], "10100");
    assert!(answer[5]["QueryResponse"]["totalCount"].is_number());
}

#[tokio::test]
async fn an_item_is_about_one_object() {
    let stage = Stage::new();
    let mut item = json!({"bId": "1", "operation": "create", "Customer": {"DisplayName": "One"}, "Vendor": {"DisplayName": "Two"}});
    let fault = async |item: &Value| {
        let answer =
            stage.post("batch", json!({"BatchItemRequest": [item]})).await.object("BatchItemResponse");
        answer[0]["Fault"]["Error"][0]["code"].clone()
    };
    assert_eq!(fault(&item).await, "2600");
    item.as_object_mut().unwrap().remove("Vendor");
    assert_eq!(fault(&item).await, Value::Null);
}

#[tokio::test]
async fn an_item_may_ask_for_what_has_changed_or_for_a_report() {
    let stage = Stage::new();
    let made = stage.customer("New here").await;
    let report = stage.get("reports/TrialBalance?end_date=2026-03-02").await.body;
    let batch = json!({"BatchItemRequest": [
        {"bId": "1", "CDCQuery": {"Entities": "Customer,Vendor", "ChangedSince": "2026-03-02T00:00:00-08:00"}},
        {"bId": "2", "ReportQuery": "TrialBalance?end_date=2026-03-02"},
        {"bId": "3", "CDCQuery": {"Entities": "Customer"}},
        {"bId": "4", "CDCQuery": {"Entities": "Nonsense", "ChangedSince": "2026-03-02"}},
        {"bId": "5", "ReportQuery": "Nonsense"},
    ]});
    let reply = stage.post("batch", batch).await;
    let items = items(&reply.body);
    let found = items[0]["CDCResponse"]["QueryResponse"].as_array().unwrap();
    assert_eq!(found.len(), 2);
    let last = found[0]["Customer"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(text(&last, "Id"), text(&made, "Id"));
    assert_eq!(items[1]["Report"]["Rows"], report["Rows"]);
    let codes: Vec<&Value> = items[2..].iter().map(|item| &item["Fault"]["Error"][0]["code"]).collect();
    assert_eq!(codes, ["2020", "2000", "2000"]);
}
