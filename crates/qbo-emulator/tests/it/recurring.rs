//! Templates of transactions.

use crate::stage::{Stage, invoice, printed, text};
use serde_json::{Value, json};

fn scheduled(mut template: Value, kind: &str, name: &str) -> Value {
    template["RecurringInfo"] = json!({"Name": name, "RecurType": "Automated", "Active": true, "ScheduleInfo": {
        "StartDate": "2026-04-01", "IntervalType": "Monthly", "NumInterval": 1, "DayOfMonth": 1, "MaxOccurrences": 6}});
    json!({ kind: template })
}

fn bill(name: &str) -> Value {
    let line = json!({"Amount": 500, "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}}});
    scheduled(json!({"VendorRef": {"value": "41"}, "Line": [line]}), "Bill", name)
}

#[tokio::test]
async fn a_template_is_kept_wrapped_and_owes_nothing() {
    let stage = Stage::new();
    let before = printed(&stage.read("Customer", "3").await["Balance"]);
    let made = stage.post("recurringtransaction", scheduled(invoice("3", "10"), "Invoice", "Rent")).await;
    let made = made.object("RecurringTransaction");
    assert_eq!(made.as_object().unwrap().len(), 1, "{made}");
    let template = &made["Invoice"];
    assert_eq!((printed(&template["TotalAmt"]), text(template, "SyncToken")), ("10.00".to_owned(), "0"));
    assert_eq!(template["CustomerRef"]["name"], stage.read("Customer", "3").await["FullyQualifiedName"]);
    let info = &template["RecurringInfo"];
    assert_eq!((text(info, "Name"), &info["ScheduleInfo"]["DayOfMonth"]), ("Rent", &json!(1)));
    assert_eq!(info["ScheduleInfo"]["NextDate"], "2026-04-01");
    assert_eq!(template.get("DocNumber"), None);
    let id = text(template, "Id");
    assert_eq!(stage.get(&format!("recurringtransaction/{id}")).await.object("RecurringTransaction"), made);
    assert_eq!(stage.get(&format!("invoice/{id}")).await.status, 400);
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), before);
}

#[tokio::test]
async fn templates_are_found_by_their_type() {
    let stage = Stage::new();
    let sold = scheduled(invoice("3", "10"), "Invoice", "Rent");
    stage.post("recurringtransaction", sold).await.object("RecurringTransaction");
    let bought = stage.post("recurringtransaction", bill("Paper")).await.object("RecurringTransaction");
    let found =
        stage.query("select * from RecurringTransaction where Type = 'Bill'").await.object("QueryResponse");
    assert_eq!(found["RecurringTransaction"], json!([bought]));
    let all = stage.query("select * from RecurringTransaction").await.object("QueryResponse");
    assert_eq!(all["totalCount"], 2);
}

#[tokio::test]
async fn a_template_is_changed_and_deleted_by_what_is_in_it() {
    let stage = Stage::new();
    let made = stage.post("recurringtransaction", bill("Paper")).await.object("RecurringTransaction");
    let mut changed = made.clone();
    changed["Bill"]["Line"][0]["Amount"] = json!(250);
    changed["Bill"]["RecurringInfo"]["ScheduleInfo"]["DayOfMonth"] = json!(15);
    let changed = stage.post("recurringtransaction", changed).await.object("RecurringTransaction");
    assert_eq!((&changed["Bill"]["Id"], text(&changed["Bill"], "SyncToken")), (&made["Bill"]["Id"], "1"));
    assert_eq!(printed(&changed["Bill"]["TotalAmt"]), "250.00");
    assert_eq!(changed["Bill"]["RecurringInfo"]["ScheduleInfo"]["DayOfMonth"], 15);
    stage.post("recurringtransaction", made).await.fault(400, "5010");
    let item = json!({"bId": "1", "operation": "delete", "RecurringTransaction": changed});
    let reply = stage.post("batch", json!({"BatchItemRequest": [item]})).await.object("BatchItemResponse");
    assert_eq!(reply[0]["RecurringTransaction"]["Bill"]["status"], "Deleted", "{reply}");
    stage.post("recurringtransaction?operation=delete", changed).await.fault(400, "610");
}

#[tokio::test]
async fn a_template_needs_a_name_of_its_own_and_all_that_its_kind_needs() {
    let stage = Stage::new();
    stage.post("recurringtransaction", bill("Paper")).await.object("RecurringTransaction");
    stage.post("recurringtransaction", bill("paper")).await.fault(400, "6240");
    let error = stage.post("recurringtransaction", json!({})).await.fault(400, "2020");
    assert_eq!(text(&error, "element"), "RecurringTransaction");
    assert!(text(&error, "Detail").contains("Bill, CreditMemo"), "{error}");
    stage
        .post("recurringtransaction", json!({"Bill": {"VendorRef": {"value": "41"}}}))
        .await
        .fault(400, "2020");
    for (missing, code) in [("VendorRef", "2020"), ("RecurringInfo", "2020"), ("Line", "2020")] {
        let mut body = bill("Other");
        body["Bill"].as_object_mut().unwrap().remove(missing);
        stage.post("recurringtransaction", body).await.fault(400, code);
    }
    let mut body = bill("Other");
    body["Bill"]["VendorRef"]["value"] = json!("99");
    stage.post("recurringtransaction", body.clone()).await.fault(400, "2500");
    body["Bill"]["VendorRef"]["value"] = json!("41");
    body["Bill"]["RecurringInfo"]["ScheduleInfo"]["IntervalType"] = json!("Hourly");
    stage.post("recurringtransaction", body).await.fault(400, "2170");
    let mut two = bill("Other");
    two["Invoice"] = scheduled(invoice("3", "10"), "Invoice", "Another")["Invoice"].clone();
    let error = stage.post("recurringtransaction", two).await.fault(400, "2600");
    assert_eq!(text(&error, "element"), "Invoice");
    stage.post("recurringtransaction", bill("Other")).await.object("RecurringTransaction");
    stage.settings(json!({"edition": "simple_start"})).await;
    stage.post("recurringtransaction", bill("Other")).await.fault(400, "5020");
}

#[tokio::test]
async fn a_template_goes_with_a_merged_customer() {
    let stage = Stage::new();
    let (from, into) = (stage.customer("Acme Co").await, stage.customer("Acme").await);
    let sold = scheduled(invoice(text(&from, "Id"), "10"), "Invoice", "Rent");
    let made = stage.post("recurringtransaction", sold).await.object("RecurringTransaction");
    let deed = json!({"do": "merge", "entity": "Customer", "id": from["Id"], "into": into["Id"]});
    stage.trouble(json!({"times": 1, "action": {"meanwhile": deed}})).await;
    let path = format!("recurringtransaction/{}", text(&made["Invoice"], "Id"));
    let now = stage.get(&path).await.object("RecurringTransaction");
    assert_eq!(now["Invoice"]["CustomerRef"]["value"], into["Id"]);
}
