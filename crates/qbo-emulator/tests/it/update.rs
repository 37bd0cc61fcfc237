//! Full and sparse updates, SyncTokens, references (fact sheet 2.5).

use crate::stage::{Stage, invoice, text};
use serde_json::{Value, json};

async fn furnished(stage: &Stage) -> Value {
    let body = json!({
        "DisplayName": "Furnished",
        "Notes": "keep",
        "PrimaryPhone": {"FreeFormNumber": "1"},
        "SalesTermRef": {"value": "2"},
        "BillAddr": {"Line1": "Here"},
    });
    stage.post("customer", body).await.object("Customer")
}

#[tokio::test]
async fn a_sparse_update_keeps_what_it_leaves_out() {
    let stage = Stage::new();
    let customer = furnished(&stage).await;
    let body = json!({"Id": customer["Id"], "SyncToken": "0", "sparse": true, "CompanyName": "New"});
    let updated = stage.post("customer", body).await.object("Customer");
    assert_eq!(text(&updated, "CompanyName"), "New");
    for member in ["Notes", "PrimaryPhone", "SalesTermRef", "BillAddr"] {
        assert_eq!(updated[member], customer[member], "{member}");
    }
}

#[tokio::test]
async fn a_full_update_clears_what_it_leaves_out() {
    let stage = Stage::new();
    let customer = furnished(&stage).await;
    let body = json!({"Id": customer["Id"], "SyncToken": "0", "DisplayName": "Furnished"});
    let updated = stage.post("customer?operation=update", body).await.object("Customer");
    for member in ["Notes", "PrimaryPhone", "SalesTermRef", "BillAddr"] {
        assert!(updated.get(member).is_none(), "{member}");
    }
    assert_eq!(updated["Active"], true);
    assert_eq!(updated["MetaData"]["CreateTime"], customer["MetaData"]["CreateTime"]);
}

#[tokio::test]
async fn a_sparse_update_clears_with_blanks_but_not_with_null() {
    let stage = Stage::new();
    let customer = furnished(&stage).await;
    let body = json!({
        "Id": customer["Id"],
        "SyncToken": "0",
        "sparse": true,
        "Notes": null,
        "PrimaryPhone": {},
        "SalesTermRef": {"value": ""},
        "BillAddr": {"Line1": ""},
    });
    let updated = stage.post("customer", body).await.object("Customer");
    assert_eq!(text(&updated, "Notes"), "keep");
    for member in ["PrimaryPhone", "SalesTermRef", "BillAddr"] {
        assert!(updated.get(member).is_none(), "{member}");
    }
}

#[tokio::test]
async fn a_sparse_update_cannot_remove_a_name() {
    let stage = Stage::new();
    let customer = furnished(&stage).await;
    let body = json!({"Id": customer["Id"], "SyncToken": "0", "sparse": true, "DisplayName": "", "PrintOnCheckName": ""});
    let updated = stage.post("customer", body).await.object("Customer");
    assert_eq!(text(&updated, "DisplayName"), "Furnished");
    assert_eq!(text(&updated, "PrintOnCheckName"), "Furnished");
}

#[tokio::test]
async fn the_sync_token_grows_with_every_write_and_must_be_the_present_one() {
    let stage = Stage::new();
    let customer = stage.customer("Counted").await;
    let body = |token: Value| json!({"Id": customer["Id"], "SyncToken": token, "sparse": true, "Notes": "x"});
    for token in 0..3 {
        let updated = stage.post("customer", body(json!(token.to_string()))).await.object("Customer");
        assert_eq!(text(&updated, "SyncToken"), (token + 1).to_string());
    }
    let error = stage.post("customer", body(json!("2"))).await.fault(400, "5010");
    assert!(text(&error, "Detail").starts_with("Stale Object Error : You and"), "{error}");
    stage.post("customer", body(json!("4"))).await.fault(400, "5010");
    stage.post("customer", body(json!(3))).await.object("Customer");
    stage.post("customer", json!({"Id": customer["Id"], "sparse": true})).await.fault(400, "2020");
}

#[tokio::test]
async fn an_update_of_what_is_not_there_is_refused() {
    let stage = Stage::new();
    stage.post("customer", json!({"Id": "9999", "SyncToken": "0", "sparse": true})).await.fault(400, "610");
    stage.post("customer", json!({"Id": "abc", "SyncToken": "0", "sparse": true})).await.fault(400, "2030");
    stage.post("customer?operation=update", json!({"SyncToken": "0"})).await.fault(400, "2020");
}

#[tokio::test]
async fn references_must_lead_to_something_active() {
    let stage = Stage::new();
    let error = stage.post("invoice", invoice("583", "1")).await.fault(400, "2500");
    assert_eq!(text(&error, "Detail"), "Invalid Reference Id : Names element id 583 not found");
    let customer = stage.customer("Inactive").await;
    let body = json!({"Id": customer["Id"], "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("customer", body).await.object("Customer");
    let unpaid = json!({"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 1});
    let error = stage.post("payment", unpaid).await.fault(400, "2500");
    assert!(text(&error, "Detail").contains("made inactive. Check the fields with customers."), "{error}");
    stage.prefer(json!({"AccountingInfoPrefs": {"ClassTrackingPerTxn": true}})).await;
    let mut body = invoice("1", "1");
    body["ClassRef"] = json!({"value": "5"});
    let error = stage.post("invoice", body).await.fault(400, "2500");
    assert_eq!(text(&error, "Detail"), "Invalid Reference Id : Klasses element id 5 not found");
}

#[tokio::test]
async fn only_the_value_of_a_reference_counts() {
    let stage = Stage::new();
    let mut body = invoice("1", "1");
    body["CustomerRef"]["name"] = json!("Somebody else");
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(invoice["CustomerRef"], json!({"value": "1", "name": "Amy's Bird Sanctuary"}));
}

#[tokio::test]
async fn what_the_client_sends_as_text_or_number_is_taken_either_way() {
    let stage = Stage::new();
    let mut body = invoice("1", "\"12.50\"");
    body["CustomerRef"]["value"] = json!(1);
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(invoice["TotalAmt"].to_string(), "12.50");
}

#[tokio::test]
async fn people_whom_a_reference_names_are_shown_by_name() {
    let stage = Stage::new();
    let hardware = json!({"value": "41", "name": "Hicks Hardware"});
    let line = |side: &str, who: Value| {
        json!({"DetailType": "JournalEntryLineDetail", "Amount": 4, "JournalEntryLineDetail":
            {"PostingType": side, "AccountRef": {"value": "36"}, "Entity": who}})
    };
    let entry = |who: Value| json!({"Line": [line("Debit", who.clone()), line("Credit", who)]});
    let vendor = |id: &str| json!({"Type": "Vendor", "EntityRef": {"value": id, "name": "as said"}});
    let made = stage.post("journalentry", entry(vendor("41"))).await.object("JournalEntry");
    assert_eq!(
        made["Line"][0]["JournalEntryLineDetail"]["Entity"],
        json!({"Type": "Vendor", "EntityRef": hardware})
    );
    // Of another kind, and nobody at all.
    stage.post("journalentry", entry(vendor("3"))).await.fault(400, "2500");
    stage.post("journalentry", entry(vendor("9999"))).await.fault(400, "2500");

    let deposit = |who: Value| {
        json!({"DepositToAccountRef": {"value": "35"}, "Line": [{"DetailType": "DepositLineDetail", "Amount": 5,
            "DepositLineDetail": {"AccountRef": {"value": "7"}, "Entity": who}}]})
    };
    let made = stage.post("deposit", deposit(json!({"value": "41"}))).await.object("Deposit");
    assert_eq!(made["Line"][0]["DepositLineDetail"]["Entity"], hardware);
    let said = json!({"value": "41", "type": "VENDOR"});
    let made = stage.post("deposit", deposit(said)).await.object("Deposit");
    let shown = json!({"value": "41", "name": "Hicks Hardware", "type": "VENDOR"});
    assert_eq!(made["Line"][0]["DepositLineDetail"]["Entity"], shown);
    stage.post("deposit", deposit(json!({"value": "41", "type": "Customer"}))).await.fault(400, "2500");
    stage.post("deposit", deposit(json!({"value": "41", "type": "Bank"}))).await.fault(400, "2170");
}

#[tokio::test]
async fn tax_codes_are_shown_by_their_id_alone() {
    let stage = Stage::new();
    let mut body = json!({"DisplayName": "Taxed", "DefaultTaxCodeRef": {"value": "2", "name": "California"}});
    let customer = stage.post("customer", body.clone()).await.object("Customer");
    assert_eq!(customer["DefaultTaxCodeRef"], json!({"value": "2"}));
    body["DefaultTaxCodeRef"]["value"] = json!("999");
    stage.post("customer", body).await.fault(400, "2500");
}
