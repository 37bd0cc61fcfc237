//! `/categories.json`, `/categories/{id}.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

async fn saved(server: &Server, category: Value) -> Value {
    let body = server.post("/categories.json", json!({ "category": category })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["category"].clone()
}

fn path(row: &Value) -> String {
    format!("/categories/{}.json", row["id"].as_str().unwrap())
}

/// A category with two fields.
async fn tea(server: &Server) -> Value {
    let fields =
        json!([{ "name": "Grade", "weight": "2" }, { "name": "Origin", "publish": "1", "weight": 1 }]);
    saved(server, json!({ "name": "Tea", "custom_fields": fields })).await
}

fn field_names(row: &Value) -> Vec<&str> {
    row["custom_fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_category_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let sent = json!({
            "name": " T-Shirts ", "description": "Sample", "multiple": "0", "default_markup": "20.5", "weight": "17"
        });
        let mut row = saved(&server, sent).await;
        assert_eq!(server.get(&path(&row)).await.expect(200), json!({ "category": row }));
        assert!(row["id"].is_string());
        row["id"] = Value::Null;
        let markup: Value = serde_json::from_str("20.5").unwrap();
        let expected = json!({
            "id": null, "account_id": server.actor.company_id, "parent_id": null,
            "name": "T-Shirts", "description": "Sample", "multiple": false, "default_markup": markup,
            "weight": 17, "item_count": 0, "custom_fields": [],
            "created": "2026-11-23T09:30:00+00:00", "modified": "2026-11-23T09:30:00+00:00"
        });
        assert_eq!(row, expected);
    }

    async fn a_category_without_a_name_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let post =
            async |category: Value| server.post("/categories.json", json!({ "category": category })).await;
        assert_eq!(post(json!({})).await.refused(), ["name"]);
        assert_eq!(
            post(json!({ "name": "x", "weight": "heavy", "default_markup": -1 })).await.refused(),
            ["default_markup", "weight"]
        );
        assert_eq!(server.get("/categories.json").await.expect(200)["categories"], json!([[]]));
    }

    async fn fields_come_by_weight(db: TestDb) {
        let server = Server::on(db).await;
        let row = tea(&server).await;
        assert_eq!(field_names(&row), ["Origin", "Grade"]);
        assert_eq!(
            (&row["custom_fields"][0]["publish"], &row["custom_fields"][1]["publish"]),
            (&json!(true), &json!(false))
        );
        assert_eq!(server.get(&path(&row)).await.expect(200)["category"], row);
    }

    async fn a_field_without_a_name_or_with_one_that_is_taken_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let unknown = json!({ "id": server.actor.user_id, "name": "X" });
        let fields = json!([{ "name": "Origin" }, { "name": "" }, { "name": "origin" }, unknown]);
        let refused = server
            .post("/categories.json", json!({ "category": { "name": "Tea", "custom_fields": fields } }))
            .await
            .refused();
        assert_eq!(refused, ["custom_fields.1.name", "custom_fields.2.name", "custom_fields.3.id"]);
    }

    async fn an_edit_changes_what_is_given_and_leaves_the_rest(db: TestDb) {
        let server = Server::on(db).await;
        let row = tea(&server).await;
        server.clock.advance(SignedDuration::from_secs(1));
        let body =
            server.put(&path(&row), json!({ "category": { "description": "Leaves" } })).await.expect(200);
        let mut expected = row;
        expected["description"] = json!("Leaves");
        expected["modified"] = json!("2026-11-23T09:30:01+00:00");
        assert_eq!(body, json!({ "message": "Saved", "category": expected }));
    }

    async fn fields_keep_their_ids_by_id_and_by_name(db: TestDb) {
        let server = Server::on(db).await;
        let row = tea(&server).await;
        let (origin, grade) = (&row["custom_fields"][0], &row["custom_fields"][1]);
        let fields =
            json!([{ "id": grade["id"], "name": "Class" }, { "name": "Origin" }, { "name": "Year" }]);
        let edit = json!({ "category": { "custom_fields": fields } });
        let edited = server.put(&path(&row), edit).await.expect(200)["category"].clone();
        assert_eq!(field_names(&edited), ["Year", "Origin", "Class"]);
        assert_eq!((&edited["custom_fields"][1], &edited["custom_fields"][2]["id"]), (origin, &grade["id"]));
        let edit = json!({ "category": { "custom_fields": [] } });
        assert_eq!(server.put(&path(&row), edit).await.expect(200)["category"]["custom_fields"], json!([]));
    }

    async fn a_category_with_items_is_not_deleted(db: TestDb) {
        let server = Server::on(db).await;
        let row = tea(&server).await;
        let item = json!({ "item": { "name": "Assam", "category_id": row["id"] } });
        let item = server.post("/items.json", item).await.expect(200)["item"].clone();
        assert_eq!(server.get(&path(&row)).await.expect(200)["category"]["item_count"], 1);
        let body = server.delete(&path(&row)).await.expect(422);
        let reason = body["message"]["errors"]["id"]["inUse"].as_str().unwrap().to_owned();
        assert_eq!(reason, "The category Tea has items; move them to another category first");
        server.delete(&format!("/items/{}.json", item["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(server.delete(&path(&row)).await.expect(200), json!({ "message": "Deleted" }));
        server.get(&path(&row)).await.expect(404);
    }

    async fn a_list_comes_by_weight_two_hundred_to_a_page(db: TestDb) {
        let server = Server::on(db).await;
        for number in 0..25 {
            saved(&server, json!({ "name": format!("C{number}"), "weight": -number })).await;
        }
        let body = server.get("/categories.json").await.expect(200);
        assert_eq!((&body["count"], &body["pages"]), (&json!("25"), &json!("1")));
        assert_eq!(body["categories"][0][0]["name"], "C24");
        let body = server.get("/categories.json?page=2&pageLimit=20&compact=1").await.expect(200);
        assert_eq!(
            (body["categories"].as_array().unwrap().len(), &body["categories"][0]["name"]),
            (5, &json!("C4"))
        );
        server.get("/categories.json?page=2").await.expect(404);
    }

    async fn another_companys_category_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let row = tea(&server).await;
        let stranger = server.stranger().await;
        let edit = json!({ "category": { "name": "Theirs" } }).to_string();
        stranger.ask(Method::GET, &path(&row), "").await.expect(404);
        stranger.ask(Method::PUT, &path(&row), edit).await.expect(404);
        stranger.ask(Method::DELETE, &path(&row), "").await.expect(404);
        assert_eq!(stranger.ask(Method::GET, "/categories.json", "").await.expect(200)["count"], "0");
        let item = json!({ "item": { "name": "Assam", "category_id": row["id"] } }).to_string();
        assert_eq!(stranger.ask(Method::POST, "/items.json", item).await.refused(), ["category_id"]);
    }
}
