//! `/items.json`, `/items/{id}.json`

mod details;
mod lists;
mod variations;
mod writing;

use crate::fixture::Server;
use serde_json::{Value, json};

/// The id of a new category of counted items, with a field "Origin".
async fn category(server: &Server, name: &str) -> Value {
    let fields =
        json!([{ "name": "Origin", "publish": true, "weight": 1 }, { "name": "Grade", "weight": 2 }]);
    let body = json!({ "category": { "name": name, "custom_fields": fields } });
    server.post("/categories.json", body).await.expect(200)["category"].clone()
}

async fn location(server: &Server, name: &str) -> Value {
    let body = json!({ "location": { "name": name } });
    server.post("/locations.json", body).await.expect(200)["location"]["id"].clone()
}

async fn saved(server: &Server, item: Value) -> Value {
    let body = server.post("/items.json", json!({ "item": item })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["item"].clone()
}

async fn edited(server: &Server, row: &Value, edit: Value) -> Value {
    let body = server.put(&path(row), json!({ "item": edit })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["item"].clone()
}

async fn viewed(server: &Server, row: &Value) -> Value {
    server.get(&path(row)).await.expect(200)["item"].clone()
}

fn path(row: &Value) -> String {
    format!("/items/{}.json", row["id"].as_str().unwrap())
}

/// A number exactly as it is written.
fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
