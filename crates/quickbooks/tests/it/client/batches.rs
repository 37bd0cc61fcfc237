//! Many changes in one request, each with an outcome of its own.

use quickbooks::{Batch, Entity, Error, FailureKind, Item, RequestId, Write};
use serde_json::{Value, json};

use crate::script::{Company, Script, answer};

const BATCH: &str = "0193a1b2c3d4e5f60718293a4b5c6d7e";

fn delete() -> Write {
    Write::delete(Entity::Invoice, "7", "2").unwrap()
}

fn create() -> Write {
    Write::create(Entity::Customer, &json!({ "DisplayName": "Ann" })).unwrap()
}

#[tokio::test]
async fn a_batch_is_one_request_with_its_items_and_operations() {
    let script = Script::new([answer(200, json!({ "BatchItemResponse": [] }))]);
    let (create, delete, id) = (create(), delete(), RequestId::new(BATCH).unwrap());
    let items = [Item { id: "a1", write: &create }, Item { id: "a2", write: &delete }];
    let batch = Batch::new(&id, &items).unwrap();
    script.client().batch(Company::new().access(), &batch).await.unwrap();
    let request = script.request();
    assert!(request.url.path().ends_with("/batch"), "{}", request.url);
    assert!(request.url.query().unwrap().contains(&format!("requestid={BATCH}")), "{}", request.url);
    let body: Value = serde_json::from_slice(&request.body.unwrap()).unwrap();
    let expected = json!({ "BatchItemRequest": [
        { "bId": "a1", "operation": "create", "Customer": { "DisplayName": "Ann" } },
        { "bId": "a2", "operation": "delete", "Invoice": { "Id": "7", "SyncToken": "2" } },
    ] });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn each_item_has_its_own_outcome_in_the_order_of_the_request() {
    let fault = json!({ "Error": [{ "code": "6240", "Message": "Duplicate Name Exists Error" }],
        "type": "ValidationFault" });
    let script = Script::new([answer(
        200,
        json!({ "BatchItemResponse": [
            { "bId": "a3", "Fault": fault },
            { "bId": "a2", "Invoice": { "Id": "7", "status": "Deleted" } },
            { "bId": "a1", "Customer": { "Id": "58", "SyncToken": "0" } },
            { "bId": "a5", "Term": {} },
        ] }),
    )]);
    let (create, delete, id) = (create(), delete(), RequestId::new(BATCH).unwrap());
    let ids = ["a1", "a2", "a3", "a4", "a5"];
    let items = ids.map(|id| Item { id, write: if id == "a2" { &delete } else { &create } });
    let batch = Batch::new(&id, &items).unwrap();
    let outcomes = script.client().batch(Company::new().access(), &batch).await.unwrap();
    let ids = outcomes.iter().map(|outcome| outcome.as_ref().ok().and_then(|reply| reply.id()));
    assert_eq!(ids.collect::<Vec<_>>(), [Some("58"), Some("7"), None, None, None]);
    assert!(outcomes[1].as_ref().unwrap().is_deleted());
    let failure = |n: usize| outcomes[n].as_ref().unwrap_err();
    assert_eq!((&failure(2).kind, failure(2).code()), (&FailureKind::Refused, Some("6240")));
    assert_eq!(failure(3).kind, FailureKind::Unknown, "an item that was left out");
    assert_eq!(failure(4).kind, FailureKind::Unknown, "an item with something else");
}

#[tokio::test]
async fn a_refusal_of_the_whole_batch_is_a_failure_of_the_call() {
    let fault = json!({ "Fault": { "Error": [{ "code": "1040", "Message": "Batch size" }], "type": "ValidationFault" } });
    let script = Script::new([answer(400, fault)]);
    let (write, id) = (create(), RequestId::new(BATCH).unwrap());
    let items = [Item { id: "a1", write: &write }];
    let batch = Batch::new(&id, &items).unwrap();
    let failure = script.client().batch(Company::new().access(), &batch).await.unwrap_err();
    assert_eq!((failure.kind.clone(), failure.code()), (FailureKind::Refused, Some("1040")));
}

#[test]
fn a_batch_that_the_service_would_refuse_is_not_built() {
    let (create, void) = (create(), Write::void(Entity::Invoice, "7", "2").unwrap());
    let (id, long) = (RequestId::new(BATCH).unwrap(), RequestId::new("x".repeat(37)).unwrap());
    let ids: Vec<String> = (0..31).map(|n| format!("i{n}")).collect();
    let many: Vec<Item<'_>> = ids.iter().map(|id| Item { id, write: &create }).collect();
    assert!(Batch::new(&id, &many[..30]).is_ok());
    let one = |id, write| [Item { id, write }];
    for (id, items, named) in [
        (&id, &many[..], "31 items"),
        (&id, &[], "0 items"),
        (&long, &many[..1], "longer than 36"),
        (&id, &one("12345678901", &create), "1 to 10 characters"),
        (&id, &one("", &create), "1 to 10 characters"),
        (&id, &[many[0], many[0]], "two of its items"),
        (&id, &one("a", &void), "is a void"),
    ] {
        let refused = Batch::new(id, items);
        assert!(matches!(&refused, Err(Error::Batch { reason }) if reason.contains(named)), "{refused:?}");
    }
}
