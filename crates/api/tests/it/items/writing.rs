//! Items made, changed and deleted.

use super::*;
use axum::http::Method;
use jiff::SignedDuration;
use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_item_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let (category, place) = (category(&server, "Tea").await, location(&server, "Main").await);
        let mut row = saved(&server, json!({
            "name": "My First Item", "description": "Hello world.", "serial_number": "123456", "SKU": "ABC123",
            "barcode": 948748597, "multiple": "1", "quantity": "14.50", "threshold": "2", "cost": "1200.00", "price": 1500.129,
            "category_id": category["id"], "location_id": place
        })).await;
        assert_eq!(viewed(&server, &row).await, row);
        row["id"] = Value::Null;
        let expected = json!({
            "id": null, "account_id": server.actor.company_id, "category_id": category["id"], "item_number": 1,
            "name": "My First Item", "description": "Hello world.", "sku": "ABC123", "serial_number": "123456",
            "barcode": "948748597", "multiple": true,
            "quantity": number("14.5"), "quantity_available": number("14.5"), "quantity_reserved": 0,
            "quantity_incoming": 0, "in_transit": 0, "threshold": 2, "cost": 1200, "price": number("1500.129"),
            "published": true, "archived": false,
            "location_id": place, "location": { "id": place, "name": "Main" },
            "unit_of_measure_id": null, "unit_of_measure": null, "suppliers": [], "images": [],
            "item_variations": [], "item_details": [], "category": { "id": category["id"], "name": "Tea", "description": "" },
            "created": "2026-11-23T09:30:00+00:00", "modified": "2026-11-23T09:30:00+00:00"
        });
        assert_eq!(row, expected);
    }

    async fn an_item_without_a_name_or_a_category_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let post = async |item: Value| server.post("/items.json", json!({ "item": item })).await;
        assert_eq!(post(json!({})).await.refused(), ["category_id", "name"]);
        let id = category(&server, "Tea").await["id"].clone();
        assert_eq!(post(json!({ "category_id": id })).await.refused(), ["name"]);
        let nobody = server.actor.user_id;
        let unknown = json!({ "name": "Assam", "category_id": nobody, "location_id": nobody });
        assert_eq!(post(unknown).await.refused(), ["category_id", "location_id"]);
        let wrong =
            json!({ "name": "Assam", "category_id": id, "price": "much", "cost": "1e12", "quantity": [] });
        assert_eq!(post(wrong).await.refused(), ["cost", "price", "quantity"]);
        assert_eq!(server.get("/items.json").await.expect(200)["count"], "0");
    }

    async fn a_unique_item_is_there_once_or_not_at_all(db: TestDb) {
        let server = Server::on(db).await;
        let unique = json!({ "category": { "name": "Paintings", "multiple": false } });
        let id = server.post("/categories.json", unique).await.expect(200)["category"]["id"].clone();
        let row = saved(&server, json!({ "name": "Sunrise", "category_id": id })).await;
        assert_eq!((&row["multiple"], &row["quantity"]), (&json!(false), &json!(1)));
        assert_eq!(edited(&server, &row, json!({ "quantity": 0 })).await["quantity"], 0);
        assert_eq!(
            server.put(&path(&row), json!({ "item": { "quantity": 2 } })).await.refused(),
            ["quantity"]
        );
        let row =
            saved(&server, json!({ "name": "Print", "category_id": id, "multiple": 1, "quantity": 2 })).await;
        assert_eq!((&row["multiple"], &row["quantity"]), (&json!(true), &json!(2)));
    }

    async fn an_edit_changes_what_is_given_and_leaves_the_rest(db: TestDb) {
        let server = Server::on(db).await;
        let (category, place) = (category(&server, "Tea").await, location(&server, "Main").await);
        let row = saved(&server, json!({
            "name": "Assam", "category_id": category["id"], "location_id": place, "quantity": 3, "price": 9
        })).await;
        server.clock.advance(SignedDuration::from_secs(1));
        let edit = json!({ "price": "9.99", "location_id": null, "published": 0, "archived": "1" });
        let mut expected = row.clone();
        for (name, value) in [
            ("price", number("9.99")),
            ("location_id", Value::Null),
            ("location", Value::Null),
            ("published", json!(false)),
            ("archived", json!(true)),
            ("modified", json!("2026-11-23T09:30:01+00:00")),
        ] {
            expected[name] = value;
        }
        assert_eq!(edited(&server, &row, edit).await, expected);
        assert_eq!(viewed(&server, &row).await, expected);
    }

    async fn an_item_on_a_document_is_not_deleted(db: TestDb) {
        let server = Server::on(db).await;
        let category = category(&server, "Tea").await;
        let row = saved(&server, json!({ "name": "Assam", "category_id": category["id"], "price": 5 })).await;
        let customer = json!({ "customer": { "context_id": 2, "name": "Blue" } });
        let customer = server.post("/customers.json", customer).await.expect(200)["customer"]["id"].clone();
        let lines = json!([{ "item_id": row["id"], "quantity": 1 }]);
        let document = json!({
            "context_id": 5, "customer_id": customer, "issue_date": "2026-11-20", "document_items": lines
        });
        let document =
            server.post("/documents.json", json!({ "document": document })).await.expect(200)["document"]
                .clone();
        let body = server.delete(&path(&row)).await.expect(422);
        assert_eq!(
            body["message"]["errors"]["id"]["inUse"],
            "The item Assam is on documents; archive it instead"
        );
        server.delete(&format!("/documents/{}.json", document["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(server.delete(&path(&row)).await.expect(200), json!({ "message": "Deleted" }));
        server.get(&path(&row)).await.expect(404);
        let log = server.get("/deleted_log.json?contextId=6").await.expect(200);
        assert_eq!(log["deletedlog"][0][0]["record_id"], row["id"]);
    }

    async fn another_companys_item_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let category = category(&server, "Tea").await;
        let row = saved(&server, json!({ "name": "Assam", "category_id": category["id"] })).await;
        let stranger = server.stranger().await;
        let edit = json!({ "item": { "name": "Theirs" } }).to_string();
        stranger.ask(Method::GET, &path(&row), "").await.expect(404);
        stranger.ask(Method::PUT, &path(&row), edit).await.expect(404);
        stranger.ask(Method::DELETE, &path(&row), "").await.expect(404);
        assert_eq!(stranger.ask(Method::GET, "/items.json", "").await.expect(200)["items"], json!([[]]));
    }
}
