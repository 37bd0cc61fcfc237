//! Preferences (fact sheet 11.6).

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn the_sandbox_begins_without_custom_numbers_and_with_discounts() {
    let stage = Stage::new();
    let preferences = stage.get("preferences").await.object("Preferences");
    let forms = &preferences["SalesFormsPrefs"];
    assert_eq!((&forms["CustomTxnNumbers"], &forms["AllowDiscount"]), (&json!(false), &json!(true)));
    assert_eq!(preferences["CurrencyPrefs"]["HomeCurrency"]["value"], "USD");
    assert_eq!(preferences["TaxPrefs"]["UsingSalesTax"], true);
    assert_eq!(stage.ids("select * from Preferences").await, ["1"]);
    let pairs = preferences["OtherPrefs"]["NameValue"].as_array().unwrap();
    let income = pairs.iter().find(|pair| pair["Name"] == "UncategorizedIncomeAccountId").unwrap();
    assert_eq!(text(&stage.read("Account", text(income, "Value")).await, "Name"), "Uncategorized Income");
}

#[tokio::test]
async fn an_update_merges_groups_member_by_member() {
    let stage = Stage::new();
    let before = stage.get("preferences").await.object("Preferences");
    let body = json!({
        "SyncToken": before["SyncToken"],
        "sparse": true,
        "SalesFormsPrefs": {"CustomTxnNumbers": true},
        "OtherPrefs": {"NameValue": [{"Name": "SalesFormsPrefs.DefaultItem", "Value": "2"}]},
    });
    let after = stage.post("preferences", body).await.object("Preferences");
    assert_eq!(after["SalesFormsPrefs"]["CustomTxnNumbers"], true);
    assert_eq!(after["SalesFormsPrefs"]["AllowDiscount"], true);
    assert_eq!(after["TaxPrefs"], before["TaxPrefs"]);
    let count =
        |preferences: &serde_json::Value| preferences["OtherPrefs"]["NameValue"].as_array().unwrap().len();
    assert_eq!(count(&after), count(&before));
    assert_eq!(text(&after, "SyncToken"), "1");
}

#[tokio::test]
async fn preferences_that_only_the_service_sets_stay() {
    let stage = Stage::new();
    stage.prefer(json!({"CurrencyPrefs": {"MultiCurrencyEnabled": true}, "SalesFormsPrefs": {"AutoApplyCredit": false}})).await;
    let preferences = stage.get("preferences").await.object("Preferences");
    assert_eq!(preferences["CurrencyPrefs"]["MultiCurrencyEnabled"], false);
    assert_eq!(preferences["SalesFormsPrefs"]["AutoApplyCredit"], true);
    let stale = json!({"Id": "1", "SyncToken": "9", "SalesFormsPrefs": {"CustomTxnNumbers": true}});
    stage.post("preferences", stale).await.fault(400, "5010");
    let unknown = json!({"Id": "1", "SyncToken": "1", "SalesFormsPrefs": {"Unheard": true}});
    stage.post("preferences", unknown).await.fault(400, "2010");
}

#[tokio::test]
async fn the_day_on_which_the_books_are_closed_is_shown_and_kept_to() {
    let stage = Stage::new();
    stage.settings(json!({"book_close_date": "2026-01-31"})).await;
    let preferences = stage.get("preferences").await.object("Preferences");
    assert_eq!(preferences["AccountingInfoPrefs"]["BookCloseDate"], "2026-01-31");
    // Only a user can move it.
    stage.prefer(json!({"AccountingInfoPrefs": {"BookCloseDate": "2020-01-01"}})).await;
    let mut early = crate::stage::invoice("3", "10");
    early["TxnDate"] = "2026-01-31".into();
    stage.post("invoice", early.clone()).await.fault(400, "6210");
    early["TxnDate"] = "2026-02-01".into();
    stage.post("invoice", early).await.object("Invoice");
}

#[tokio::test]
async fn members_that_clients_send_back_and_nobody_shows_are_taken_and_dropped() {
    let stage = Stage::new();
    stage.prefer(json!({"ProductAndServicesPrefs": {"RevenueRecognition": false, "RevenueRecognitionFrequency": "Monthly"}})).await;
    let shown = stage.get("preferences").await.object("Preferences");
    assert_eq!(shown["ProductAndServicesPrefs"].get("RevenueRecognition"), None);
}

#[tokio::test]
async fn estimates_that_are_switched_off_are_not_made_and_those_there_stay() {
    let stage = Stage::new();
    let made = stage.post("estimate", crate::stage::invoice("3", "10")).await.object("Estimate");
    stage.prefer(json!({"SalesFormsPrefs": {"AllowEstimates": false}})).await;
    stage.post("estimate", crate::stage::invoice("3", "10")).await.fault(400, "5030");
    let change = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    stage.post("estimate", change).await.object("Estimate");
    stage.prefer(json!({"SalesFormsPrefs": {"AllowEstimates": true}})).await;
    stage.post("estimate", crate::stage::invoice("3", "10")).await.object("Estimate");
}

#[tokio::test]
async fn stock_items_are_made_while_quantities_are_kept() {
    let stage = Stage::new();
    let item = |name: &str| {
        json!({"Name": name, "Type": "Inventory", "TrackQtyOnHand": true, "QtyOnHand": 1, "InvStartDate": "2026-01-01",
        "IncomeAccountRef": {"value": "79"}, "ExpenseAccountRef": {"value": "80"}, "AssetAccountRef": {"value": "81"}})
    };
    stage.prefer(json!({"ProductAndServicesPrefs": {"QuantityOnHand": false}})).await;
    stage.post("item", item("Spade")).await.fault(400, "5030");
    stage.prefer(json!({"ProductAndServicesPrefs": {"QuantityOnHand": true}})).await;
    stage.post("item", item("Spade")).await.object("Item");
}

#[tokio::test]
async fn classes_and_departments_are_kept_where_they_are_tracked() {
    let stage = Stage::new();
    for path in ["class", "department"] {
        assert_eq!(stage.post(path, json!({"Name": "North"})).await.status, 200);
    }
    let mut invoice = crate::stage::invoice("3", "10");
    invoice["ClassRef"] = json!({"value": "1"});
    invoice["DepartmentRef"] = json!({"value": "1"});
    invoice["Line"][0]["SalesItemLineDetail"]["ClassRef"] = json!({"value": "1"});
    let mut side =
        json!({"PostingType": "Debit", "AccountRef": {"value": "35"}, "DepartmentRef": {"value": "1"}});
    let debit = json!({"Amount": 1, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": side});
    side["PostingType"] = json!("Credit");
    let credit = json!({"Amount": 1, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": side});
    for (switch, kept) in [
        ("UseAccountNumbers", [false, false, false]),
        ("ClassTrackingPerTxn", [true, false, false]),
        ("ClassTrackingPerTxnLine", [false, true, false]),
        ("TrackDepartments", [false, false, true]),
    ] {
        stage.prefer(json!({"AccountingInfoPrefs": {switch: true}})).await;
        let made = stage.post("invoice", invoice.clone()).await.object("Invoice");
        let found =
            [&made["ClassRef"], &made["Line"][0]["SalesItemLineDetail"]["ClassRef"], &made["DepartmentRef"]];
        assert_eq!(found.map(|reference| reference["value"] == "1"), kept, "{switch}");
        let entry = stage.post("journalentry", json!({"Line": [debit, credit]})).await.object("JournalEntry");
        assert_eq!(
            entry["Line"][0]["JournalEntryLineDetail"]["DepartmentRef"]["value"] == "1",
            kept[2],
            "{switch}"
        );
        stage.prefer(json!({"AccountingInfoPrefs": {switch: false}})).await;
    }
    // What is not kept is not looked at either.
    invoice["ClassRef"] = json!({"value": "99"});
    stage.post("invoice", invoice).await.object("Invoice");
}

#[tokio::test]
async fn months_weekdays_and_the_basis_are_words_of_the_schema() {
    let stage = Stage::new();
    for (group, member, word) in [
        ("AccountingInfoPrefs", "FirstMonthOfFiscalYear", "April"),
        ("AccountingInfoPrefs", "TaxYearMonth", "October"),
        ("ReportPrefs", "ReportBasis", "Cash"),
        ("TimeTrackingPrefs", "WorkWeekStartDate", "Sunday"),
    ] {
        let change = |word: &str| json!({"SyncToken": "0", "sparse": true, group: {member: word}});
        let error = stage.post("preferences", change("Foo")).await.fault(400, "2170");
        assert_eq!(text(&error, "element"), member);
        stage.prefer(json!({group: {member: word}})).await;
        assert_eq!(stage.get("preferences").await.object("Preferences")[group][member], word);
        stage.control(axum::http::Method::POST, "reset", json!({})).await;
    }
}

/// The value of a row among the definitions of own fields.
fn defined(groups: &serde_json::Value, name: &str, member: &str) -> serde_json::Value {
    let rows = groups.as_array().unwrap().iter().flat_map(|group| group["CustomField"].as_array().unwrap());
    let row = rows.into_iter().find(|row| row["Name"] == name);
    row.map_or(serde_json::Value::Null, |row| row[member].clone())
}

#[tokio::test]
async fn the_companys_own_fields_on_forms_are_those_that_are_switched_on() {
    let stage = Stage::new();
    let mut sale = crate::stage::invoice("3", "10");
    let mut order = json!({"VendorRef": {"value": "41"}, "Line": [{"DetailType": "ItemBasedExpenseLineDetail",
        "Amount": 25, "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": 1, "UnitPrice": 25}}]});
    for (path, entity, body, (group, member, switch, name), free) in [
        (
            "invoice",
            "Invoice",
            &mut sale,
            (
                "SalesFormsPrefs",
                "CustomField",
                "SalesFormsPrefs.UseSalesCustom",
                "SalesFormsPrefs.SalesCustomName",
            ),
            2,
        ),
        (
            "purchaseorder",
            "PurchaseOrder",
            &mut order,
            (
                "VendorAndPurchasesPrefs",
                "POCustomField",
                "PurchasePrefs.UsePurchaseCustom",
                "PurchasePrefs.PurchaseCustomName",
            ),
            3,
        ),
    ] {
        let switched = |number: usize, on: bool| json!({group: {member: [{"CustomField": [{"Name": format!("{switch}{number}"), "Type": "BooleanType", "BooleanValue": on}]}]}});
        body["CustomField"] = json!([{"DefinitionId": free.to_string(), "StringValue": "Green"}]);
        stage.post(path, body.clone()).await.fault(400, "3000");
        stage.prefer(switched(free, true)).await;
        let made = stage.post(path, body.clone()).await.object(entity);
        let own = made["CustomField"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (text(&own, "Name"), text(&own, "StringValue")),
            (format!("Custom {free}").as_str(), "Green")
        );
        stage.prefer(json!({group: {member: [{"CustomField": [{"Name": format!("{name}{free}"), "StringValue": "Gate"}]}]}})).await;
        let made = stage.post(path, body.clone()).await.object(entity);
        assert_eq!(made["CustomField"].as_array().unwrap().last().unwrap()["Name"], "Gate");
        // The others are as they were.
        let groups = stage.get("preferences").await.object("Preferences")[group][member].clone();
        assert_eq!(defined(&groups, &format!("{switch}1"), "BooleanValue"), true);
        assert_eq!(defined(&groups, &format!("{name}1"), "StringValue"), "Crew #");
        stage.prefer(switched(1, false)).await;
        let made = stage.post(path, body.clone()).await.object(entity);
        assert!(
            made["CustomField"].as_array().unwrap().iter().all(|field| field["DefinitionId"] != "1"),
            "{made}"
        );
        body["CustomField"][0]["DefinitionId"] = json!("1");
        stage.post(path, body.clone()).await.fault(400, "3000");
    }
    let token = stage.get("preferences").await.object("Preferences")["SyncToken"].clone();
    let unheard = json!({"SyncToken": token, "SalesFormsPrefs": {"CustomField": [{"CustomField": [{"Name": "SalesFormsPrefs.UseSalesCustom9", "BooleanValue": true}]}]}});
    stage.post("preferences", unheard).await.fault(400, "2010");
}

#[tokio::test]
async fn an_own_field_that_is_switched_off_is_hidden_and_keeps_its_value() {
    let stage = Stage::new();
    let switched = async |on: bool| {
        stage.prefer(json!({
            "SalesFormsPrefs": {"CustomField": [{"CustomField": [{"Name": "SalesFormsPrefs.UseSalesCustom1", "BooleanValue": on}]}]},
            "VendorAndPurchasesPrefs": {"POCustomField": [{"CustomField": [{"Name": "PurchasePrefs.UsePurchaseCustom1", "BooleanValue": on}]}]},
        })).await;
    };
    let order = json!({"VendorRef": {"value": "41"}, "Line": [{"DetailType": "ItemBasedExpenseLineDetail",
        "Amount": 25, "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": 1, "UnitPrice": 25}}]});
    let mut refund = crate::stage::invoice("3", "10");
    refund["DepositToAccountRef"] = json!({"value": "35"});
    let sale = || crate::stage::invoice("3", "10");
    for (path, entity, mut body) in [
        ("invoice", "Invoice", sale()),
        ("estimate", "Estimate", sale()),
        ("salesreceipt", "SalesReceipt", sale()),
        ("creditmemo", "CreditMemo", sale()),
        ("refundreceipt", "RefundReceipt", refund.clone()),
        ("purchaseorder", "PurchaseOrder", order),
    ] {
        switched(true).await;
        body["CustomField"] = json!([{"DefinitionId": "1", "StringValue": "Green"}]);
        let made = stage.post(path, body.clone()).await.object(entity);
        let id = text(&made, "Id");
        let value = async || {
            let shown = stage.read(entity, id).await["CustomField"].clone();
            let own = shown.as_array().unwrap().iter().find(|field| field["DefinitionId"] == "1").cloned();
            own.map(|own| own["StringValue"].clone())
        };
        assert_eq!(value().await, Some(json!("Green")), "{path}");
        switched(false).await;
        assert_eq!(value().await, None, "{path}");
        stage.post(path, body).await.fault(400, "3000");
        let note = json!({"Id": id, "SyncToken": made["SyncToken"], "sparse": true, "PrivateNote": "n"});
        stage.post(path, note).await.object(entity);
        let read = stage.read(entity, id).await;
        stage.post(path, read).await.object(entity);
        assert_eq!(value().await, None, "{path}");
        switched(true).await;
        assert_eq!(value().await, Some(json!("Green")), "{path}");
        let clear = json!({"Id": id, "SyncToken": stage.read(entity, id).await["SyncToken"], "sparse": true, "CustomField": []});
        stage.post(path, clear).await.object(entity);
        assert_eq!(value().await, Some(serde_json::Value::Null), "{path}");
    }
}
