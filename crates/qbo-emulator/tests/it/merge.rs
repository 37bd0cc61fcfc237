//! Two customers or vendors become one at a screen.

use crate::stage::{Stage, invoice, number, printed, text};
use axum::http::Method;
use serde_json::{Value, json};

const START: &str = "2026-03-02T12:01:00-08:00";

/// Somebody merges `from` into `into` while somebody else reads the company.
async fn merge(stage: &Stage, entity: &str, from: &str, into: &str) {
    let deed = json!({"do": "merge", "entity": entity, "id": from, "into": into});
    stage.trouble(json!({"times": 1, "action": {"meanwhile": deed}})).await;
    stage.get("preferences").await.object("Preferences");
}

async fn balance(stage: &Stage, entity: &str, id: &str) -> String {
    printed(&stage.read(entity, id).await["Balance"])
}

async fn trial_balance(stage: &Stage) -> Value {
    stage.get("reports/TrialBalance").await.object("Rows")
}

/// Ids that change data capture tells of since the tests begin: those that are there, and those that are gone.
async fn changed(stage: &Stage, entity: &str) -> (Vec<String>, Vec<String>) {
    let reply = stage.get(&format!("cdc?entities={entity}&changedSince={START}")).await;
    let objects = reply.object("CDCResponse")[0]["QueryResponse"][0][entity].clone();
    let objects = objects.as_array().cloned().unwrap_or_default();
    let (gone, there): (Vec<Value>, Vec<Value>) =
        objects.into_iter().partition(|object| object["status"] == "Deleted");
    let ids = |objects: Vec<Value>| objects.iter().map(|object| text(object, "Id").to_owned()).collect();
    (ids(there), ids(gone))
}

#[tokio::test]
async fn a_merged_customer_is_gone_and_all_that_was_theirs_is_the_others() {
    let stage = Stage::new();
    let (from, into) = (stage.customer("Acme Co").await, stage.customer("Acme").await);
    let (from, into) = (text(&from, "Id"), text(&into, "Id"));
    let sold = stage.invoice(from, "100").await;
    let paid = stage.payment(from, text(&sold, "Id"), "30").await;
    stage.invoice(into, "5").await;
    let lent = stage
        .post(
            "purchase",
            json!({"PaymentType": "Check", "AccountRef": {"value": "35"},
        "EntityRef": {"value": from, "type": "Customer"},
        "Line": [{"Amount": number("7"), "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "84"}}}]}),
        )
        .await
        .object("Purchase");
    let before = trial_balance(&stage).await;
    let stage = stage.later(60).await;
    merge(&stage, "Customer", from, into).await;
    stage.get(&format!("customer/{from}")).await.fault(400, "610");
    assert_eq!(balance(&stage, "Customer", into).await, "82.00");
    for (entity, made) in [("Invoice", &sold), ("Payment", &paid)] {
        let now = stage.read(entity, text(made, "Id")).await;
        assert_eq!(now["CustomerRef"], json!({"value": into, "name": "Acme"}));
    }
    let now = stage.read("Purchase", text(&lent, "Id")).await;
    assert_eq!(now["EntityRef"], json!({"value": into, "name": "Acme", "type": "Customer"}));
    assert_eq!(printed(&stage.read("Invoice", text(&sold, "Id")).await["Balance"]), "70.00");
    assert_eq!(trial_balance(&stage).await, before);
    let (there, gone) = changed(&stage, "Customer").await;
    assert_eq!((there, gone), (vec![into.to_owned()], vec![from.to_owned()]));
    assert_eq!(changed(&stage, "Invoice").await.0, [text(&sold, "Id")]);
    // The name is free, and what is written later is refused for the one and taken for the other.
    stage.post("invoice", invoice(from, "1")).await.fault(400, "2500");
    stage.post("invoice", invoice(into, "1")).await.object("Invoice");
    stage.customer("Acme Co").await;
    let unpaid =
        json!({"Id": paid["Id"], "SyncToken": stage.read("Payment", text(&paid, "Id")).await["SyncToken"]});
    stage.post("payment?operation=delete", unpaid).await.object("Payment");
    assert_eq!(balance(&stage, "Customer", into).await, "113.00");
}

#[tokio::test]
async fn a_merged_vendor_leaves_bills_orders_entries_and_notes_to_the_other() {
    let stage = Stage::new();
    let make = async |name: &str| {
        text(&stage.post("vendor", json!({"DisplayName": name})).await.object("Vendor"), "Id").to_owned()
    };
    let (from, into) = (make("Paper Ltd").await, make("Paper").await);
    let bought = json!([{"Amount": number("40"), "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}}}]);
    let bill = stage.post("bill", json!({"VendorRef": {"value": from}, "Line": bought})).await.object("Bill");
    let side = |kind: &str, account: &str, who: Value| {
        json!({"Amount": number("9"), "DetailType": "JournalEntryLineDetail",
        "JournalEntryLineDetail": {"PostingType": kind, "AccountRef": {"value": account}, "Entity": who}})
    };
    let party = |id: &str| json!({"Type": "Vendor", "EntityRef": {"value": id}});
    let lines = json!([side("Debit", "7", party(&into)), side("Credit", "33", party(&from))]);
    let entry = stage.post("journalentry", json!({"Line": lines})).await.object("JournalEntry");
    let note = stage
        .post(
            "attachable",
            json!({"Note": "n", "AttachableRef": [{"EntityRef": {"type": "Vendor", "value": from}}]}),
        )
        .await;
    let note = note.object("Attachable");
    assert_eq!(balance(&stage, "Vendor", &from).await, "49.00");
    merge(&stage, "Vendor", &from, &into).await;
    assert_eq!(balance(&stage, "Vendor", &into).await, "49.00");
    assert_eq!(stage.read("Bill", text(&bill, "Id")).await["VendorRef"]["value"], *into);
    let entry = stage.read("JournalEntry", text(&entry, "Id")).await;
    for line in 0..2 {
        let who = &entry["Line"][line]["JournalEntryLineDetail"]["Entity"];
        assert_eq!(who["EntityRef"]["value"], *into, "{who}");
    }
    let note = stage.read("Attachable", text(&note, "Id")).await;
    assert_eq!(note["AttachableRef"][0]["EntityRef"]["value"], *into);
    let gone = json!({"Id": entry["Id"], "SyncToken": entry["SyncToken"]});
    stage.post("journalentry?operation=delete", gone).await.object("JournalEntry");
    assert_eq!(balance(&stage, "Vendor", &into).await, "40.00");
    assert_eq!(stage.ids(&format!("select * from Vendor where Id = '{from}'")).await, [""; 0]);
}

#[tokio::test]
async fn what_can_not_be_merged_stays() {
    let stage = Stage::new();
    let (parent, other) = (stage.customer("Parent").await, stage.customer("Other").await);
    let child = json!({"DisplayName": "Child", "Job": true, "ParentRef": {"value": parent["Id"]}});
    let child = stage.post("customer", child).await.object("Customer");
    let inactive = stage.customer("Inactive").await;
    let off = json!({"Id": inactive["Id"], "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("customer", off).await.object("Customer");
    let id = |customer: &Value| text(customer, "Id").to_owned();
    for (entity, from, into) in [
        ("Customer", id(&parent), id(&other)),
        ("Customer", id(&other), id(&inactive)),
        ("Customer", id(&other), id(&other)),
        ("Customer", id(&other), "30".to_owned()),
    ] {
        merge(&stage, entity, &from, &into).await;
        assert_eq!(text(&stage.read(entity, &from).await, "Id"), from, "{entity} {from} into {into}");
    }
    merge(&stage, "Customer", &id(&child), &id(&other)).await;
    merge(&stage, "Customer", &id(&parent), &id(&other)).await;
    stage.get(&format!("customer/{}", id(&parent))).await.fault(400, "610");
}

#[tokio::test]
async fn a_rule_that_merges_says_into_whom_and_is_about_a_customer_or_vendor() {
    let stage = Stage::new();
    for (deed, named) in [
        (json!({"do": "merge", "entity": "Customer", "id": "1"}), "into is missing"),
        (json!({"do": "void", "into": "2"}), "into is 2"),
        (json!({"do": "merge", "entity": "Item", "id": "1", "into": "2"}), "entity is Item"),
    ] {
        let rule = json!({"action": {"meanwhile": deed}}).to_string().into_bytes();
        let reply = stage.raw(Method::POST, "/_emulator/faults", &[], rule).await;
        assert_eq!(reply.status, 400);
        assert!(text(&reply.body, "error").contains(named), "{}", reply.text);
    }
}
