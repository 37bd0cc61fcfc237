//! `/customers.json`, `/customers/{id}.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

/// A contact with every documented member filled in.
fn full() -> Value {
    json!({
        "context_id": "2", "name": "API Created Customer",
        "office_email": "Sales@example.com", "office_phone": "(604) 555-5555", "office_fax": "1",
        "url": "example.com", "vat_number": "BC-1", "tax_rate1": "8.25", "tax_rate2": 0,
        "billing_address_1": "1 Main", "billing_address_2": "Suite 2", "billing_city": "Vancouver",
        "billing_region": "BC", "billing_country": "Canada", "billing_postal_code": "V6P 6W5",
        "shipping_address_1": "2 Main", "shipping_address_2": "", "shipping_city": "Burnaby",
        "shipping_region": "BC", "shipping_country": "Canada", "shipping_postal_code": "V5A"
    })
}

async fn saved(server: &Server, customer: Value) -> Value {
    let body = server.post("/customers.json", json!({ "customer": customer })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["customer"].clone()
}

async fn named(server: &Server, context_id: i64, name: &str) -> String {
    let row = saved(server, json!({ "context_id": context_id, "name": name })).await;
    row["id"].as_str().unwrap().to_owned()
}

async fn names(server: &Server, query: &str) -> Vec<String> {
    let body = server.get(&format!("/customers.json?{query}")).await.expect(200);
    let rows = body["customers"][0].as_array().unwrap();
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_customer_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, full()).await;
        for (name, sent) in full().as_object().unwrap() {
            let expected = match name.as_str() {
                "context_id" => json!(2),
                "tax_rate1" => serde_json::from_str("8.25").unwrap(),
                _ => sent.clone(),
            };
            assert_eq!(row[name], expected, "{name}");
        }
        assert_eq!((&row["customer_number"], &row["document_count"]), (&json!(1), &json!(0)));
        assert_eq!((&row["archived"], &row["customer_date"]), (&json!(false), &Value::Null));
        assert_eq!(
            (&row["created"], &row["modified"]),
            (&json!("2026-11-23T09:30:00+00:00"), &row["created"])
        );
        let viewed =
            server.get(&format!("/customers/{}.json", row["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(viewed, json!({ "customer": row }));
    }

    async fn a_customer_without_a_name_or_a_context_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let post =
            async |customer: Value| server.post("/customers.json", json!({ "customer": customer })).await;
        let body = post(json!({ "context_id": 2 })).await.expect(422);
        assert_eq!(body["message"]["errors"]["name"]["_required"], "This field is required");
        assert_eq!(post(json!({ "context_id": 2, "name": " " })).await.refused(), ["name"]);
        assert_eq!(post(json!({ "name": "Widgets" })).await.refused(), ["context_id"]);
        assert_eq!(post(json!({ "context_id": 5, "name": "Widgets" })).await.refused(), ["context_id"]);
        assert_eq!(
            post(json!({ "context_id": "x", "tax_rate1": 101 })).await.refused(),
            ["context_id", "name", "tax_rate1"]
        );
        assert_eq!(names(&server, "").await, [""; 0]);
    }

    async fn a_name_with_a_colon_is_saved(db: TestDb) {
        let server = Server::on(db).await;
        assert_eq!(saved(&server, json!({ "context_id": 2, "name": "A: B" })).await["name"], "A: B");
    }

    async fn the_other_name_of_the_telephone_is_understood(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, json!({ "context_id": 2, "name": "W", "office_number": "604" })).await;
        assert_eq!(row["office_phone"], "604");
    }

    async fn an_edit_changes_what_is_given_and_leaves_the_rest(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, full()).await;
        let path = format!("/customers/{}.json", row["id"].as_str().unwrap());
        server.clock.advance(SignedDuration::from_secs(61));
        let edit = json!({ "name": "Renamed", "tax_rate1": null, "office_fax": null, "archived": 1, "zzz": 1 });
        let edit = json!({ "customer": edit });
        let body = server.put(&path, edit).await.expect(200);
        let mut expected = row;
        for (name, value) in [
            ("name", json!("Renamed")),
            ("tax_rate1", Value::Null),
            ("office_fax", json!("")),
            ("archived", json!(true)),
            ("modified", json!("2026-11-23T09:31:01+00:00")),
        ] {
            expected[name] = value;
        }
        assert_eq!(body, json!({ "message": "Saved", "customer": expected }));
    }

    async fn a_row_that_was_read_can_be_sent_back_whole(db: TestDb) {
        let server = Server::on(db).await;
        let row = saved(&server, full()).await;
        let path = format!("/customers/{}.json", row["id"].as_str().unwrap());
        let body = server.put(&path, json!({ "customer": row })).await.expect(200);
        assert_eq!(body["customer"], row);
    }

    async fn an_edit_that_takes_the_name_away_is_refused_and_nothing_changes(db: TestDb) {
        let server = Server::on(db).await;
        let id = named(&server, 2, "Kept").await;
        let edit = json!({ "customer": { "name": "", "url": "example.com" } });
        assert_eq!(server.put(&format!("/customers/{id}.json"), edit).await.refused(), ["name"]);
        let row = server.get(&format!("/customers/{id}.json")).await.expect(200)["customer"].clone();
        assert_eq!((&row["name"], &row["url"]), (&json!("Kept"), &json!("")));
    }

    async fn a_deleted_customer_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let path = format!("/customers/{}.json", named(&server, 2, "Gone").await);
        assert_eq!(server.delete(&path).await.expect(200), json!({ "message": "Deleted" }));
        server.get(&path).await.expect(404);
        server.delete(&path).await.expect(404);
        server.put(&path, json!({ "customer": { "name": "Back" } })).await.expect(404);
    }

    async fn another_companys_customer_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let path = format!("/customers/{}.json", named(&server, 2, "Ours").await);
        let stranger = server.stranger().await;
        let edit = json!({ "customer": { "name": "Theirs" } }).to_string();
        stranger.ask(Method::GET, &path, "").await.expect(404);
        stranger.ask(Method::PUT, &path, edit).await.expect(404);
        stranger.ask(Method::DELETE, &path, "").await.expect(404);
        assert_eq!(
            stranger.ask(Method::GET, "/customers.json", "").await.expect(200)["customers"],
            json!([[]])
        );
        assert_eq!(names(&server, "").await, ["Ours"]);
    }

    async fn a_list_nests_its_rows_and_counts_in_strings(db: TestDb) {
        let server = Server::on(db).await;
        let empty = server.get("/customers.json").await.expect(200);
        assert_eq!(empty, json!({ "count": "0", "page": "1", "pages": "1", "customers": [[]] }));
        let id = named(&server, 2, "One").await;
        let body = server.get("/customers.json?compact=true").await.expect(200);
        assert_eq!((&body["count"], &body["customers"][0]["id"]), (&json!("1"), &json!(id)));
        assert_eq!(
            server.get("/customers.json?compact=").await.expect(200)["customers"][0][0]["id"],
            json!(id)
        );
    }

    async fn a_list_comes_in_pages_and_ends_with_the_last(db: TestDb) {
        let server = Server::on(db).await;
        for number in 1..=23 {
            named(&server, 2, &format!("Customer {number}")).await;
        }
        assert_eq!(names(&server, "").await.len(), 20);
        assert_eq!(names(&server, "page=2").await, ["Customer 21", "Customer 22", "Customer 23"]);
        assert_eq!(names(&server, "page=12&pageLimit=2").await, ["Customer 23"]);
        assert_eq!(names(&server, "pageLimit=9999&limit=2").await.len(), 23);
        server.get("/customers.json?page=3").await.expect(404);
        assert_eq!(server.get("/customers.json?page=two").await.refused(), ["page"]);
    }

    async fn a_list_can_be_limited_to_a_context(db: TestDb) {
        let server = Server::on(db).await;
        for (context, name) in [(2, "C"), (8, "P"), (10, "S")] {
            named(&server, context, name).await;
        }
        assert_eq!(names(&server, "contextId=10").await, ["S"]);
        assert_eq!(names(&server, "contextId=").await, ["C", "P", "S"]);
        assert_eq!(server.get("/customers.json?contextId=5").await.refused(), ["contextId"]);
    }

    async fn a_list_can_be_limited_to_an_address_a_number_or_a_moment(db: TestDb) {
        let server = Server::on(db).await;
        named(&server, 2, "Old").await;
        server.clock.advance(SignedDuration::from_secs(5));
        saved(&server, full()).await;
        let since = server.app.now().as_second();
        assert_eq!(names(&server, "emailAddress=sales%40EXAMPLE.com").await, ["API Created Customer"]);
        assert_eq!(names(&server, "emailAddress=sales").await, [""; 0]);
        assert_eq!(names(&server, "accountNumber=1").await, ["Old"]);
        assert_eq!(names(&server, &format!("modifiedSince={since}")).await, ["API Created Customer"]);
    }

    async fn a_list_can_be_searched(db: TestDb) {
        let server = Server::on(db).await;
        saved(&server, full()).await;
        for name in ["Blue 100%", "Blue 1000", "blue"] {
            named(&server, 2, name).await;
        }
        assert_eq!(names(&server, "s=BLUE").await, ["Blue 100%", "Blue 1000", "blue"]);
        assert_eq!(names(&server, "s=100%25").await, ["Blue 100%"]);
        assert_eq!(names(&server, "s=Blue&field=name&exact=true").await, ["blue"]);
        assert_eq!(names(&server, "s=canada&field=billing_country").await, ["API Created Customer"]);
        assert_eq!(names(&server, "s=3&field=customer_number&exact=true").await, ["Blue 1000"]);
        assert_eq!(server.get("/customers.json?s=%00").await.refused(), ["s"]);
        let long = |characters| format!("/customers.json?s={}", "x".repeat(characters));
        server.get(&long(500)).await.expect(200);
        assert_eq!(server.get(&long(501)).await.refused(), ["s"]);
        assert_eq!(server.get("/customers.json?s=x&field=password").await.refused(), ["field"]);
    }

    async fn a_customer_with_documents_stays_one(db: TestDb) {
        let server = Server::on(db).await;
        let id = named(&server, 2, "Blue").await;
        let path = format!("/customers/{id}.json");
        let lines = json!([{ "name": "Work", "quantity": 1, "price": 5 }]);
        let document = json!({
            "context_id": 5, "customer_id": id, "issue_date": "2026-11-20", "document_items": lines
        });
        let document =
            server.post("/documents.json", json!({ "document": document })).await.expect(200)["document"]
                .clone();
        assert_eq!(server.get(&path).await.expect(200)["customer"]["document_count"], 1);
        assert_eq!(server.get("/customers.json").await.expect(200)["customers"][0][0]["document_count"], 1);
        let body = server.delete(&path).await.expect(422);
        assert_eq!(
            body["message"]["errors"]["id"]["inUse"],
            "The customer Blue has documents; archive it instead"
        );
        let supplier = json!({ "customer": { "context_id": 10 } });
        assert_eq!(server.put(&path, supplier.clone()).await.refused(), ["context_id"]);
        let archived = server.put(&path, json!({ "customer": { "archived": true } })).await.expect(200);
        assert_eq!(
            (&archived["customer"]["archived"], &archived["customer"]["document_count"]),
            (&json!(true), &json!(1))
        );
        server.delete(&format!("/documents/{}.json", document["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(server.put(&path, supplier).await.expect(200)["customer"]["context_id"], 10);
        server.delete(&path).await.expect(200);
    }
}
