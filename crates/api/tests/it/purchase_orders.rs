//! Purchase orders: `/documents.json`, `/documents/{id}.json`, `/documents/{id}/receive.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

const NOT_SENT: &str = "not sent";
const SENT: &str = "sent";
const PART: &str = "partially received";
const FULL: &str = "received in full";

async fn supplier(server: &Server) -> Value {
    let body = json!({ "customer": { "context_id": 10, "name": "Lulu Importers" } });
    server.post("/customers.json", body).await.expect(200)["customer"]["id"].clone()
}

/// A new item at a cost of 2.50.
async fn item(server: &Server) -> Value {
    let category = json!({ "category": { "name": "Tea" } });
    let category = server.post("/categories.json", category).await.expect(200)["category"]["id"].clone();
    let item = json!({ "item": { "name": "Green tea", "category_id": category, "multiple": 1, "cost": "2.50", "price": 9 } });
    server.post("/items.json", item).await.expect(200)["item"]["id"].clone()
}

/// A new document's members, with these lines.
async fn members(server: &Server, lines: Value) -> Value {
    let customer_id = supplier(server).await;
    json!({ "context_id": 11, "customer_id": customer_id, "issue_date": "2026-11-20", "document_items": lines })
}

async fn saved(server: &Server, document: Value) -> Value {
    let body = server.post("/documents.json", json!({ "document": document })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["document"].clone()
}

/// A new order of four units of an item, and of freight.
async fn four(server: &Server) -> Value {
    let lines = json!([{ "item_id": item(server).await, "quantity": 4 }, { "name": "Freight", "quantity": 1, "price": 12 }]);
    saved(server, members(server, lines).await).await
}

fn path(row: &Value) -> String {
    format!("/documents/{}.json", row["id"].as_str().unwrap())
}

fn receive(row: &Value) -> String {
    format!("/documents/{}/receive.json", row["id"].as_str().unwrap())
}

async fn put(server: &Server, row: &Value, document: Value) -> Value {
    server.put(&path(row), json!({ "document": document })).await.expect(200)["document"].clone()
}

/// The order, marked as sent.
async fn sent(server: &Server) -> Value {
    let row = four(server).await;
    put(server, &row, json!({ "status_id": 16 })).await
}

fn status(row: &Value) -> &str {
    row["status"]["name"].as_str().unwrap()
}

/// What is on hand of the order's item, and what is expected.
async fn figures(server: &Server, row: &Value) -> [Value; 2] {
    let id = row["document_items"][0]["item_id"].as_str().unwrap();
    let item = server.get(&format!("/items/{id}.json")).await.expect(200)["item"].clone();
    ["quantity", "quantity_incoming"].map(|name| item[name].clone())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_order_is_saved_at_the_items_cost_and_not_sent(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let expected = json!({
            "document_number": 1001, "status_id": 15, "status": { "id": 15, "name": "not sent" },
            "context_id": 11, "context": { "id": 11, "name": "purchase order" }, "date_sent": null,
            "total_price": 22, "total_transactions": 0, "transactions": []
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&row[name], value, "{name}");
        }
        assert_eq!(row["document_items"][0]["price"], serde_json::from_str::<Value>("2.5").unwrap());
        assert_eq!(row["customer"]["name"], "Lulu Importers");
        assert_eq!(server.get(&path(&row)).await.expect(200), json!({ "document": row }));
        assert_eq!(figures(&server, &row).await, [json!(0), json!(0)]);
    }

    async fn a_customer_is_no_supplier_and_less_than_nothing_is_not_ordered(db: TestDb) {
        let server = Server::on(db).await;
        let customer = json!({ "customer": { "context_id": 2, "name": "Blue Tea House" } });
        let id = server.post("/customers.json", customer).await.expect(200)["customer"]["id"].clone();
        let mut document = members(&server, json!([{ "name": "Work", "quantity": -1, "price": -1 }])).await;
        let post = async |document: &Value| server.post("/documents.json", json!({ "document": document })).await;
        document["document_items"][0]["line_type"] = json!("service");
        assert_eq!(post(&document).await.refused(), ["document_items.0.quantity"]);
        document["customer_id"] = id;
        assert_eq!(post(&document).await.refused(), ["customer_id"]);
    }

    async fn an_order_is_sent_and_received_by_its_status(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let mut read = row.clone();
        read["status_id"] = json!("16");
        let sent = put(&server, &row, read).await;
        assert_eq!((status(&sent), &sent["date_sent"]), (SENT, &json!("2026-11-23T09:30:00+00:00")));
        assert_eq!(figures(&server, &row).await, [json!(0), json!(4)]);
        let back = put(&server, &row, json!({ "status_id": 15 })).await;
        assert_eq!((status(&back), &back["date_sent"]), (NOT_SENT, &Value::Null));
        put(&server, &row, json!({ "status_id": 16 })).await;
        let full = put(&server, &row, json!({ "status_id": 18 })).await;
        assert_eq!((status(&full), &full["document_items"][0]["quantity_partially_received"]), (FULL, &json!(4)));
        assert_eq!(figures(&server, &row).await, [json!(4), json!(0)]);
    }

    async fn a_status_that_it_cannot_take_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let refused = async |id: i64| {
            let edit = json!({ "document": { "status_id": id } });
            server.put(&path(&row), edit).await.refused()
        };
        for id in [8, 9, 17, 18, 99] {
            assert_eq!(refused(id).await, ["status_id"], "{id}");
        }
        put(&server, &row, json!({ "status_id": 16 })).await;
        server.post(&receive(&row), json!({})).await.expect(200);
        for id in [15, 16, 17] {
            assert_eq!(refused(id).await, ["status_id"], "{id}");
        }
    }

    async fn units_are_received_by_line_or_all_at_once(db: TestDb) {
        let server = Server::on(db).await;
        let row = sent(&server).await;
        let line = json!({ "id": row["document_items"][0]["id"], "quantity": "1.5" });
        let part = server.post(&receive(&row), json!({ "document": { "document_items": [line] } })).await.expect(200);
        assert_eq!((&part["message"], status(&part["document"])), (&json!("Saved"), PART));
        let received = part["document"]["document_items"][0]["quantity_partially_received"].to_string();
        assert_eq!(received, "1.5");
        let listed = server.get("/documents.json?s=17&field=status_id").await.expect(200);
        assert_eq!(listed["count"], "1");
        let full = server.ask(Method::POST, &receive(&row), "").await.expect(200);
        assert_eq!(status(&full["document"]), FULL);
        let line = json!({ "id": row["document_items"][0]["id"], "quantity": -4 });
        let back = server.post(&receive(&row), json!({ "document": { "document_items": [line] } })).await.expect(200);
        assert_eq!(status(&back["document"]), PART, "the freight has come");
        assert_eq!(figures(&server, &row).await, [json!(0), json!(4)]);
    }

    async fn a_receipt_that_cannot_be_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let id = &row["document_items"][0]["id"];
        let receipt = |line: Value| json!({ "document": { "document_items": [line] } });
        let ask = async |line: Value| server.post(&receive(&row), receipt(line)).await;
        assert_eq!(ask(json!({ "id": id, "quantity": 1 })).await.refused(), ["status_id"]);
        put(&server, &row, json!({ "status_id": 16 })).await;
        assert_eq!(ask(json!({})).await.refused(), ["document_items.0.id", "document_items.0.quantity"]);
        assert_eq!(ask(json!({ "id": id, "quantity": 5 })).await.refused(), ["document_items.0.quantity"]);
        assert_eq!(ask(json!({ "id": row["id"], "quantity": 1 })).await.refused(), ["document_items.0.id"]);
        server.ask(Method::POST, &receive(&row), "no JSON").await.expect(400);
        assert_eq!(figures(&server, &row).await, [json!(0), json!(4)]);
    }

    async fn an_edit_may_remove_lines_and_a_row_that_was_read_can_be_sent_back(db: TestDb) {
        let server = Server::on(db).await;
        let row = sent(&server).await;
        server.clock.advance(SignedDuration::from_secs(61));
        let mut same = put(&server, &row, row.clone()).await;
        assert_eq!(same["modified"], "2026-11-23T09:31:01+00:00");
        let edited = put(&server, &row, json!({ "document_items": [row["document_items"][1]] })).await;
        assert_eq!((&edited["total_price"], edited["document_items"].as_array().unwrap().len()), (&json!(12), 1));
        for line in same["document_items"].as_array_mut().unwrap() {
            line["modified"] = row["modified"].clone();
        }
        same["modified"] = row["modified"].clone();
        assert_eq!(same, row);
    }

    async fn only_one_that_is_not_sent_is_deleted(db: TestDb) {
        let server = Server::on(db).await;
        let row = sent(&server).await;
        assert_eq!(server.delete(&path(&row)).await.refused(), ["status_id"]);
        put(&server, &row, json!({ "status_id": 15 })).await;
        assert_eq!(server.delete(&path(&row)).await.expect(200), json!({ "message": "Deleted" }));
        server.get(&path(&row)).await.expect(404);
        let log = server.get("/deleted_log.json?contextId=11").await.expect(200);
        assert_eq!(log["deletedlog"][0][0]["record_id"], row["id"]);
    }

    async fn a_list_is_limited_to_orders(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let orders = server.get("/documents.json?contextId=11&compact=true").await.expect(200);
        assert_eq!((&orders["count"], &orders["documents"]), (&json!("1"), &json!([row])));
        assert_eq!(server.get("/documents.json?contextId=5").await.expect(200)["count"], "0");
    }

    async fn what_only_invoices_have_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let row = four(&server).await;
        let id = row["id"].as_str().unwrap();
        server.post(&format!("/documents/{id}/cancel.json"), json!({})).await.expect(404);
        server.post(&format!("/documents/{id}/reset.json"), json!({})).await.expect(404);
        let payment = json!({ "transaction": { "document_id": id, "amount": 1, "transaction_date": "2026-11-23" } });
        assert_eq!(server.post("/transactions.json", payment).await.refused(), ["document_id"]);
    }

    async fn another_companys_order_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let row = sent(&server).await;
        let stranger = server.stranger().await;
        stranger.ask(Method::GET, &path(&row), "").await.expect(404);
        stranger.ask(Method::PUT, &path(&row), json!({ "document": { "status_id": 18 } }).to_string()).await.expect(404);
        stranger.ask(Method::DELETE, &path(&row), "").await.expect(404);
        stranger.ask(Method::POST, &receive(&row), "").await.expect(404);
        assert_eq!(server.get(&path(&row)).await.expect(200)["document"], row);
    }
}
