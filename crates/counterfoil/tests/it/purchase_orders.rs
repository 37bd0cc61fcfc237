//! Purchase orders, from the public API to the end, as QuickBooks gets to see them.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::Api;
use crate::stage::{Place, Stage};

/// A new order of four teapots and of freight; its id.
async fn order(api: &Api) -> Result<Uuid> {
    let supplier = json!({"customer": {"context_id": 10, "name": "Lulu Importers"}});
    let supplier = api.post("customers.json", &supplier).await?.saved("customer")?;
    let category = json!({"category": {"name": "Pots"}});
    let category = api.post("categories.json", &category).await?.saved("category")?;
    let item = json!({"item": {"name": "Teapot", "category_id": category, "multiple": 1, "cost": "7.25", "price": 19}});
    let item = api.post("items.json", &item).await?.saved("item")?;
    let lines =
        json!([{"item_id": item, "quantity": 4}, {"name": "Freight", "quantity": 1, "price": "5.50"}]);
    let order = json!({"document": {
        "context_id": 11, "customer_id": supplier, "issue_date": "2026-11-20", "document_items": lines
    }});
    api.post("documents.json", &order).await?.saved("document")
}

async fn put(api: &Api, id: Uuid, document: Value) -> Result<()> {
    api.put(&format!("documents/{id}.json"), &json!({ "document": document })).await?.saved("document")?;
    api.quiet().await
}

/// The only purchase order there.
async fn only(stage: &Stage) -> Result<Value> {
    let mut orders = stage.quickbooks.entities("PurchaseOrder").await?;
    anyhow::ensure!(orders.len() == 1, "{} purchase orders are there", orders.len());
    orders.pop().context("none is there")
}

async fn an_order_goes_its_way(place: Place) -> Result<()> {
    let mut stage = Stage::connected(place).await?;
    let api = stage.api()?;
    let id = order(&api).await?;
    api.quiet().await?;
    let new = only(&stage).await?;
    assert_eq!((&new["DocNumber"], &new["VendorRef"]["name"]), (&json!("1001"), &json!("Lulu Importers")));
    assert_eq!((&new["POStatus"], new["TotalAmt"].to_string()), (&json!("Open"), "34.50".to_owned()));
    assert_eq!(new["Line"][0]["Description"], "Teapot");

    let asked = stage.quickbooks.counters().await?["requests"].clone();
    put(&api, id, json!({"status_id": 16})).await?;
    let lines = api.get(&format!("documents/{id}.json")).await?.body["document"]["document_items"].clone();
    let receipt = json!({"document": {"document_items": [{"id": lines[0]["id"], "quantity": 3}]}});
    api.post(&format!("documents/{id}/receive.json"), &receipt).await?.saved("document")?;
    api.quiet().await?;
    assert_eq!(stage.quickbooks.counters().await?["requests"], asked, "neither is told");

    put(&api, id, json!({"document_items": [lines[0]]})).await?;
    let fewer = only(&stage).await?;
    assert_eq!(
        (fewer["Line"].as_array().map(Vec::len), fewer["TotalAmt"].to_string()),
        (Some(1), "29.00".to_owned())
    );

    put(&api, id, json!({"status_id": 18})).await?;
    assert_eq!(only(&stage).await?["POStatus"], "Closed");
    let entry = api.entry(id).await?;
    assert_eq!(
        (&entry["status"], &entry["action"]),
        (&json!("completed"), &json!("mark as received in full"))
    );
    let item = lines[0]["item_id"].as_str().context("a line without its item")?;
    let item = api.get(&format!("items/{item}.json")).await?.body["item"].clone();
    assert_eq!((&item["quantity"], &item["quantity_incoming"]), (&json!(4), &json!(0)));
    stage.take_program()?.kill().await
}

#[tokio::test]
async fn an_order_is_sent_edited_received_and_closed_on_sqlite() -> Result<()> {
    an_order_goes_its_way(Place::sqlite()?).await
}

#[tokio::test]
async fn an_order_is_sent_edited_received_and_closed_on_postgres() -> Result<()> {
    an_order_goes_its_way(Place::postgres().await?).await
}

#[tokio::test]
async fn a_deleted_order_goes_and_one_that_was_sent_is_not_deleted() -> Result<()> {
    let mut stage = Stage::connected(Place::sqlite()?).await?;
    let api = stage.api()?;
    let id = order(&api).await?;
    put(&api, id, json!({"status_id": 16})).await?;
    let path = format!("documents/{id}.json");
    assert_eq!(api.ask(Method::DELETE, &path, None).await?.status, 422);
    only(&stage).await?;
    put(&api, id, json!({"status_id": 15})).await?;
    assert_eq!(api.ask(Method::DELETE, &path, None).await?.status, 200);
    api.quiet().await?;
    assert_eq!(stage.quickbooks.entities("PurchaseOrder").await?, [json!(null); 0]);
    assert_eq!(api.entry(id).await?["status"], "completed");
    stage.take_program()?.kill().await
}
