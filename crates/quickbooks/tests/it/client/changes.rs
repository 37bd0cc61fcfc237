//! What reading changes sends and returns.

use jiff::Timestamp;
use quickbooks::{CHANGES_MAX, Changes, Entity, Failure, FailureKind};
use serde_json::{Value, json};

use crate::script::{Company, REALM, Script, answer, parameters};

const KINDS: [Entity; 2] = [Entity::Invoice, Entity::Customer];

fn since() -> Timestamp {
    "2026-11-22T09:30:00.75Z".parse().unwrap()
}

async fn read(reply: &Value) -> Result<Changes, Failure> {
    let script = Script::new([answer(200, reply)]);
    script.client().changes(Company::new().access(), &KINDS, since()).await
}

#[tokio::test]
async fn changes_are_asked_by_kinds_and_a_moment_in_whole_seconds() {
    let script = Script::new([answer(200, json!({ "CDCResponse": [] }))]);
    script.client().changes(Company::new().access(), &KINDS, since()).await.unwrap();
    let request = script.request();
    assert_eq!((request.method.as_str(), request.url.path()), ("GET", &*format!("/v3/company/{REALM}/cdc")));
    let sent = parameters(&request);
    assert_eq!((&*sent["entities"], &*sent["changedSince"]), ("Invoice,Customer", "2026-11-22T09:30:00Z"));
}

#[tokio::test]
async fn objects_of_every_kind_come_with_the_moment_of_the_answer() {
    let reply = json!({ "CDCResponse": [{ "QueryResponse": [
        { "Customer": [{ "Id": "58", "MetaData": { "LastUpdatedTime": "2026-11-22T01:30:00-08:00" } }], "maxResults": 1 },
        {},
        { "Invoice": [{ "Id": "129" }, { "Id": "130", "status": "Deleted" }] },
    ] }], "time": "2026-11-23T01:30:00.250-08:00" });
    let changes = read(&reply).await.unwrap();
    let found: Vec<_> = changes.objects.iter().map(|changed| (changed.entity, changed.id())).collect();
    assert_eq!(
        found,
        [(Entity::Customer, Some("58")), (Entity::Invoice, Some("129")), (Entity::Invoice, Some("130"))]
    );
    assert_eq!(changes.objects[0].at(), Some("2026-11-22T09:30:00Z".parse().unwrap()));
    assert_eq!(changes.objects[1].at(), None);
    assert_eq!(changes.at, Some("2026-11-23T09:30:00.25Z".parse().unwrap()));
    assert!(changes.is_all());
}

#[tokio::test]
async fn an_answer_that_is_full_has_left_something_out() {
    let rows = |count: usize| {
        let rows: Vec<Value> = (0..count).map(|id| json!({ "Id": id.to_string() })).collect();
        json!({ "CDCResponse": [{ "QueryResponse": [{ "Invoice": rows }] }] })
    };
    assert!(read(&rows(CHANGES_MAX - 1)).await.unwrap().is_all());
    assert!(!read(&rows(CHANGES_MAX)).await.unwrap().is_all());
}

#[tokio::test]
async fn nothing_changed_is_no_object() {
    let changes = read(&json!({ "CDCResponse": [{ "QueryResponse": [{}] }], "time": "…" })).await.unwrap();
    assert_eq!(changes, Changes { objects: Vec::new(), at: None });
}

#[tokio::test]
async fn an_answer_that_tells_no_changes_is_a_failure() {
    let strange = [
        json!({}),
        json!({ "CDCResponse": {} }),
        json!({ "CDCResponse": [{}] }),
        json!({ "CDCResponse": [{ "QueryResponse": [{ "Invoice": {} }] }] }),
    ];
    for reply in strange {
        assert_eq!(read(&reply).await.unwrap_err().kind, FailureKind::Unknown, "{reply}");
    }
    let script = Script::new([answer(
        400,
        json!({ "Fault": { "type": "ValidationFault", "Error": [{ "code": "2190", "Message": "Invalid Date Range" }] } }),
    )]);
    let failure = script.client().changes(Company::new().access(), &KINDS, since()).await.unwrap_err();
    assert_eq!((failure.code(), &failure.kind), (Some("2190"), &FailureKind::Refused));
}
