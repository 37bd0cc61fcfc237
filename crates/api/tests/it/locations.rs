//! `/locations.json`, `/locations/{id}.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

async fn saved(server: &Server, location: Value) -> Value {
    let body = server.post("/locations.json", json!({ "location": location })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["location"].clone()
}

fn path(row: &Value) -> String {
    format!("/locations/{}.json", row["id"].as_str().unwrap())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_location_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let mut row = saved(&server, json!({ "name": "Main Warehouse", "short_name": "MAIN" })).await;
        assert_eq!(server.get(&path(&row)).await.expect(200), json!({ "location": row }));
        row["id"] = Value::Null;
        let expected = json!({
            "id": null, "name": "Main Warehouse", "short_name": "MAIN",
            "address_1": null, "address_2": null, "city": null, "region": null, "postal_code": null, "country": null,
            "phone": null, "fax": null, "email": null, "manager": null,
            "item_count": 0, "zone_count": 0, "zones": [],
            "created": "2026-11-23T09:30:00+00:00", "modified": "2026-11-23T09:30:00+00:00"
        });
        assert_eq!(row, expected);
    }

    async fn a_location_without_a_name_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let body = json!({ "location": { "short_name": "MAIN" } });
        assert_eq!(server.post("/locations.json", body).await.refused(), ["name"]);
        let row = saved(&server, json!({ "name": "Main" })).await;
        assert_eq!(server.put(&path(&row), json!({ "location": { "name": " " } })).await.refused(), ["name"]);
    }

    async fn an_edit_changes_what_is_given_and_leaves_the_rest(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, json!({ "name": "Main", "short_name": "M" })).await;
        server.clock.advance(SignedDuration::from_secs(1));
        let body = server.put(&path(&row), json!({ "location": { "name": "Shop" } })).await.expect(200);
        let mut expected = row;
        expected["name"] = json!("Shop");
        expected["modified"] = json!("2026-11-23T09:30:01+00:00");
        assert_eq!(body, json!({ "message": "Saved", "location": expected }));
    }

    async fn a_list_nests_its_rows_and_comes_in_pages(db: TestDb) {
        let server = Server::on(db).await;
        assert_eq!(server.get("/locations.json").await.expect(200)["locations"], json!([[]]));
        for name in ["First", "Second", "Third"] {
            saved(&server, json!({ "name": name })).await;
        }
        let body = server.get("/locations.json?pageLimit=2&page=2").await.expect(200);
        assert_eq!((&body["count"], &body["page"], &body["pages"]), (&json!("3"), &json!("2"), &json!("2")));
        assert_eq!(body["locations"][0][0]["name"], "Third");
        assert_eq!(
            server.get("/locations.json?compact=true").await.expect(200)["locations"][0]["name"],
            "First"
        );
        server.get("/locations.json?page=2").await.expect(404);
    }

    async fn another_companys_location_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, json!({ "name": "Main" })).await;
        let stranger = server.stranger().await;
        let edit = json!({ "location": { "name": "Theirs" } }).to_string();
        stranger.ask(Method::GET, &path(&row), "").await.expect(404);
        stranger.ask(Method::PUT, &path(&row), edit).await.expect(404);
        assert_eq!(stranger.ask(Method::GET, "/locations.json", "").await.expect(200)["count"], "0");
    }
}
