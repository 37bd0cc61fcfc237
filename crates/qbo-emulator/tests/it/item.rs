//! Items (fact sheet 8.4).

use crate::stage::{Stage, line, printed, text};
use serde_json::{Value, json};

fn generic(name: &str) -> Value {
    json!({"Name": name, "Type": "NonInventory", "IncomeAccountRef": {"value": "79"}, "ExpenseAccountRef": {"value": "80"}})
}

#[tokio::test]
async fn an_item_for_both_sides_needs_two_accounts_and_no_more() {
    let stage = Stage::new();
    let item = stage.post("item", generic("Inventory Item")).await.object("Item");
    assert_eq!(text(&item, "Id"), "19");
    assert_eq!(text(&item, "FullyQualifiedName"), "Inventory Item");
    assert_eq!(
        (&item["Active"], &item["Taxable"], &item["TrackQtyOnHand"]),
        (&json!(true), &json!(false), &json!(false))
    );
    assert_eq!(item["IncomeAccountRef"], json!({"value": "79", "name": "Sales of Product Income"}));
}

#[tokio::test]
async fn an_item_without_type_is_a_service() {
    let stage = Stage::new();
    let item = stage
        .post("item", json!({"Name": "Advice", "IncomeAccountRef": {"value": "1"}}))
        .await
        .object("Item");
    assert_eq!(text(&item, "Type"), "Service");
}

#[tokio::test]
async fn an_item_needs_a_name_and_an_account_of_the_right_type() {
    let stage = Stage::new();
    stage
        .post("item", json!({"Type": "Service", "IncomeAccountRef": {"value": "1"}}))
        .await
        .fault(400, "2020");
    stage.post("item", json!({"Name": "Advice"})).await.fault(400, "2020");
    let body = json!({"Name": "Advice", "IncomeAccountRef": {"value": "35"}});
    let error = stage.post("item", body).await.fault(400, "6430");
    assert_eq!(text(&error, "element"), "IncomeAccountRef");
    stage
        .post("item", json!({"Name": "Advice", "IncomeAccountRef": {"value": "9999"}}))
        .await
        .fault(400, "2500");
    stage.post("item", json!({"Name": "Advice", "Type": "Idea"})).await.fault(400, "2170");
}

#[tokio::test]
async fn the_name_of_an_item_is_unique_among_its_siblings() {
    let stage = Stage::new();
    let error = stage.post("item", generic("soil")).await.fault(400, "6240");
    assert!(
        text(&error, "Detail").contains("Another product or service is already using this name"),
        "{error}"
    );
    let category = stage.post("item", json!({"Name": "Garden", "Type": "Category"})).await.object("Item");
    let mut body = generic("Soil");
    body["SubItem"] = json!(true);
    body["ParentRef"] = json!({"value": category["Id"]});
    let item = stage.post("item", body).await.object("Item");
    assert_eq!(text(&item, "FullyQualifiedName"), "Garden:Soil");
}

#[tokio::test]
async fn a_stocked_item_needs_its_asset_account_quantity_and_start() {
    let stage = Stage::new();
    let mut body = generic("Spade");
    body["Type"] = json!("Inventory");
    let error = stage.post("item", body.clone()).await.fault(400, "2020");
    assert!(text(&error, "Detail").starts_with("An inventory assetaccount is required"), "{error}");
    body["AssetAccountRef"] = json!({"value": "81"});
    let error = stage.post("item", body.clone()).await.fault(400, "2020");
    assert_eq!(text(&error, "element"), "QtyOnHand");
    body["QtyOnHand"] = json!(4);
    body["InvStartDate"] = json!("2026-01-01");
    stage.post("item", body.clone()).await.fault(400, "2020");
    body["TrackQtyOnHand"] = json!(true);
    stage.post("item", body).await.object("Item");
}

#[tokio::test]
async fn a_category_cannot_be_sold() {
    let stage = Stage::new();
    let category = stage.post("item", json!({"Name": "Garden", "Type": "Category"})).await.object("Item");
    let mut line = line("1");
    line["SalesItemLineDetail"]["ItemRef"]["value"] = category["Id"].clone();
    let error = stage
        .post("invoice", json!({"CustomerRef": {"value": "3"}, "Line": [line]}))
        .await
        .fault(400, "2500");
    assert!(text(&error, "Detail").contains("set up as a category"), "{error}");
}

#[tokio::test]
async fn an_inactive_item_cannot_be_sold() {
    let stage = Stage::new();
    let body = json!({"Id": "1", "SyncToken": "0", "sparse": true, "Active": false});
    let item = stage.post("item", body).await.object("Item");
    assert_eq!(text(&item, "Name"), "Services (deleted)");
    stage.post("invoice", crate::stage::invoice("3", "1")).await.fault(400, "2500");
}

#[tokio::test]
async fn the_accounts_of_goods_are_of_closer_kinds() {
    let stage = Stage::new();
    let good = json!({"Name": "Goods", "Type": "Inventory", "TrackQtyOnHand": true, "QtyOnHand": 1,
        "InvStartDate": "2026-01-01", "IncomeAccountRef": {"value": "79"}, "ExpenseAccountRef": {"value": "80"},
        "AssetAccountRef": {"value": "81"}});
    for (member, account) in
        [("IncomeAccountRef", "82"), ("ExpenseAccountRef", "7"), ("AssetAccountRef", "3")]
    {
        let mut body = good.clone();
        body[member] = json!({"value": account});
        stage.post("item", body).await.fault(400, "6430");
    }
    stage.post("item", good).await.object("Item");
    let service = json!({"Name": "Idea", "Type": "Service", "IncomeAccountRef": {"value": "82"}});
    stage.post("item", service).await.object("Item");
}

#[tokio::test]
async fn stock_begins_on_a_day_of_an_open_period() {
    let stage = Stage::new();
    stage.settings(json!({"book_close_date": "2026-01-31"})).await;
    let mut body = json!({"Name": "Goods", "Type": "Inventory", "TrackQtyOnHand": true, "QtyOnHand": 1,
        "InvStartDate": "2026-01-31", "IncomeAccountRef": {"value": "79"}, "ExpenseAccountRef": {"value": "80"},
        "AssetAccountRef": {"value": "81"}});
    stage.post("item", body.clone()).await.fault(400, "6210");
    body["InvStartDate"] = json!("2026-02-01");
    let made = stage.post("item", body).await.object("Item");
    stage.settings(json!({"book_close_date": "2026-02-28"})).await;
    let rename = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "Name": "Things"});
    stage.post("item", rename).await.object("Item");
}

#[tokio::test]
async fn a_service_becomes_goods_from_a_day_on() {
    let stage = Stage::new();
    let service = json!({"Name": "Goods", "Type": "Service", "IncomeAccountRef": {"value": "79"}});
    let made = stage.post("item", service).await.object("Item");
    let mut body = json!({"Id": made["Id"], "SyncToken": "0", "Name": "Goods", "Type": "Inventory",
        "TrackQtyOnHand": true, "QtyOnHand": 6, "PurchaseCost": 2, "IncomeAccountRef": {"value": "79"},
        "ExpenseAccountRef": {"value": "80"}, "AssetAccountRef": {"value": "81"}});
    let error = stage.post("item", body.clone()).await.fault(400, "2020");
    assert_eq!(text(&error, "element"), "InvStartDate");
    body["InvStartDate"] = json!("2026-02-01");
    stage.settings(json!({"book_close_date": "2026-02-01"})).await;
    stage.post("item", body.clone()).await.fault(400, "6210");
    stage.settings(json!({"book_close_date": null})).await;
    let before = stage.read("Account", "81").await["CurrentBalance"].clone();
    let goods = stage.post("item", body.clone()).await.object("Item");
    assert_eq!((text(&goods, "InvStartDate"), &goods["QtyOnHand"]), ("2026-02-01", &json!(6)));
    let after = stage.read("Account", "81").await["CurrentBalance"].clone();
    assert_eq!((printed(&before), printed(&after)), ("596.25".into(), "608.25".into()));
    body["SyncToken"] = json!("1");
    body["InvStartDate"] = json!("2026-03-01");
    assert_eq!(text(&stage.post("item", body).await.object("Item"), "InvStartDate"), "2026-02-01");
}

#[tokio::test]
async fn goods_stay_goods() {
    let stage = Stage::new();
    let before = stage.read("Item", "11").await;
    let asset = stage.read("Account", "81").await["CurrentBalance"].clone();
    for kind in ["Service", "NonInventory", "Category"] {
        let body = json!({"Id": "11", "SyncToken": before["SyncToken"], "sparse": true, "Type": kind});
        let error = stage.post("item", body).await.fault(400, "6000");
        assert_eq!(text(&error, "element"), "Type");
    }
    assert_eq!(stage.read("Item", "11").await, before);
    assert_eq!(stage.read("Account", "81").await["CurrentBalance"], asset);
    // An update that says nothing of the type keeps it, and other types go over into each other.
    let mut whole = before.clone();
    whole.as_object_mut().unwrap().remove("Type");
    assert_eq!(text(&stage.post("item", whole).await.object("Item"), "Type"), "Inventory");
    let body = json!({"Id": "1", "SyncToken": "0", "sparse": true, "Type": "NonInventory"});
    assert_eq!(text(&stage.post("item", body).await.object("Item"), "Type"), "NonInventory");
}

#[tokio::test]
async fn a_service_becomes_no_goods_where_quantities_are_not_kept() {
    let stage = Stage::new();
    stage.prefer(json!({"ProductAndServicesPrefs": {"QuantityOnHand": false}})).await;
    let goods = json!({"Id": "1", "SyncToken": "0", "sparse": true, "Type": "Inventory", "TrackQtyOnHand": true,
        "QtyOnHand": 6, "InvStartDate": "2026-02-01", "ExpenseAccountRef": {"value": "80"},
        "IncomeAccountRef": {"value": "79"}, "AssetAccountRef": {"value": "81"}});
    stage.post("item", goods).await.fault(400, "5030");
    let pump = json!({"Id": "11", "SyncToken": "0", "sparse": true, "Description": "A pump"});
    stage.post("item", pump).await.object("Item");
}

#[tokio::test]
async fn a_price_is_at_most_99_999_999_999() {
    let stage = Stage::new();
    for (index, member) in ["UnitPrice", "PurchaseCost"].into_iter().enumerate() {
        let mut body = generic(&format!("Dear {index}"));
        body[member] = json!(100_000_000_000_u64);
        let error = stage.post("item", body.clone()).await.fault(400, "2140");
        assert_eq!(text(&error, "element"), member);
        body[member] = json!(99_999_999_999_u64);
        stage.post("item", body).await.object("Item");
    }
}

#[tokio::test]
async fn categories_stand_at_most_four_deep() {
    let stage = Stage::new();
    let mut parent = Value::Null;
    for level in 1..=5 {
        let mut body = json!({"Name": format!("Level {level}"), "Type": "Category"});
        if !parent.is_null() {
            body["ParentRef"] = json!({"value": parent, "type": "Item"});
            body["SubItem"] = json!(true);
        }
        let reply = stage.post("item", body).await;
        if level == 5 {
            reply.fault(400, "6180");
        } else {
            parent = reply.object("Item")["Id"].clone();
        }
    }
    let mut body = generic("At the bottom");
    body["SubItem"] = json!(true);
    body["ParentRef"] = json!({"value": parent});
    stage.post("item", body).await.object("Item");
}
