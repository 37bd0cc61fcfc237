//! Invoices: `/documents.json`, `/documents/{id}.json`, `/documents/{id}/cancel.json`, `/documents/{id}/reset.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

/// The id of a new customer.
async fn customer(server: &Server, name: &str) -> Value {
    let body = json!({ "customer": { "context_id": 2, "name": name, "office_email": "tea@example.com" } });
    server.post("/customers.json", body).await.expect(200)["customer"]["id"].clone()
}

/// A new document's members, with these lines.
async fn members(server: &Server, lines: Value) -> Value {
    let customer_id = customer(server, "Blue Tea House").await;
    json!({ "context_id": 5, "customer_id": customer_id, "issue_date": "2026-11-20", "document_items": lines })
}

async fn saved(server: &Server, document: Value) -> Value {
    let body = server.post("/documents.json", json!({ "document": document })).await.expect(200);
    assert_eq!(body["message"], "Saved");
    body["document"].clone()
}

/// A new invoice over 100, due in full.
async fn hundred(server: &Server) -> Value {
    let lines = json!([{ "name": "Work", "quantity": 1, "price": 100 }]);
    saved(server, members(server, lines).await).await
}

fn path(row: &Value) -> String {
    format!("/documents/{}.json", row["id"].as_str().unwrap())
}

fn cancel(row: &Value) -> String {
    format!("/documents/{}/cancel.json", row["id"].as_str().unwrap())
}

fn reset(row: &Value) -> String {
    format!("/documents/{}/reset.json", row["id"].as_str().unwrap())
}

async fn pay(server: &Server, row: &Value, amount: &str) {
    let transaction = json!({ "document_id": row["id"], "amount": amount, "transaction_date": "2026-11-23" });
    server.post("/transactions.json", json!({ "transaction": transaction })).await.expect(200);
}

async fn numbers(server: &Server, query: &str) -> Vec<i64> {
    let body = server.get(&format!("/documents.json?{query}")).await.expect(200);
    let rows = body["documents"][0].as_array().unwrap();
    rows.iter().map(|row| row["document_number"].as_i64().unwrap()).collect()
}

/// A number exactly as it is written.
fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_invoice_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let lines = json!([{ "name": "Work", "description": "By hand", "quantity": "2", "tax": "8", "price": "98.00",
                             "cost": 80, "weight": 1 }]);
        let mut sent = members(&server, lines).await;
        sent["name"] = json!("Sample invoice");
        sent["shipping_address"] = json!("1 Main\nVancouver");
        sent["external_po_number"] = json!("PO-7");
        let row = saved(&server, sent.clone()).await;
        for name in ["context_id", "customer_id", "name", "shipping_address", "external_po_number"] {
            assert_eq!(row[name], sent[name], "{name}");
        }
        let expected = json!({
            "document_number": 1001, "status_id": 9, "status": { "id": 9, "name": "unpaid" },
            "context": { "id": 5, "name": "invoice" }, "issue_date": "2026-11-20T00:00:00+00:00",
            "total_cost": 160, "total_price": 196, "total_tax": number("15.68"), "total_tax2": 0,
            "total_transactions": 0, "currency": "USD", "archived": false, "transactions": [],
            "created": "2026-11-23T09:30:00+00:00", "modified": "2026-11-23T09:30:00+00:00",
            "expiry_date": null, "date_sent": null, "shipping_location": null, "shipped_percent": null,
            "associated_document_id": null
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&row[name], value, "{name}");
        }
        assert_eq!(row["user"]["first_name"], "Ada");
        assert_eq!((&row["customer"]["name"], &row["customer"]["document_count"]), (&json!("Blue Tea House"), &json!(1)));
        let viewed = server.get(&path(&row)).await.expect(200);
        assert_eq!(viewed, json!({ "document": row }));
    }

    async fn a_line_has_every_documented_member(db: TestDb) {
        let server = Server::on(db).await;
        let lines = json!([{ "name": "Work", "quantity": 3, "price": "9.99", "discount_percent": 15, "tax": 8.25 }]);
        let row = saved(&server, members(&server, lines).await).await;
        let mut line = row["document_items"][0].clone();
        assert!(line["id"].is_string());
        line["id"] = Value::Null;
        assert_eq!(line, json!({
            "id": null, "document_id": row["id"], "item_id": null, "item_variations_location_id": null,
            "item_variation_data": null, "line_type": "service", "name": "Work", "description": "",
            "unit_id": null, "service_category_id": null, "quantity": 3, "quantity_partially_received": 0,
            "quantity_partially_shipped": 0, "cost": 0, "price": number("9.99"), "discount_percent": 15,
            "discounted_price": number("8.4915"), "tax": number("8.25"), "tax2": 0, "weight": 1,
            "created": row["created"], "modified": row["modified"]
        }));
        assert_eq!(row["total_price"], number("25.47"));
    }

    async fn a_line_without_an_item_is_a_service_or_a_discount(db: TestDb) {
        let server = Server::on(db).await;
        let lines = json!([
            { "name": "Work", "quantity": 1, "price": 100, "tax": 10 },
            { "name": "Voucher", "quantity": 2, "price": -5 },
            { "name": "Ten off", "discount_percent": "10" },
            { "name": "Gift", "line_type": "discount", "quantity": 1, "price": 1 },
            { "name": "Return", "line_type": "service", "quantity": 1, "price": -9 }
        ]);
        let row = saved(&server, members(&server, lines).await).await;
        let items = row["document_items"].as_array().unwrap();
        let told: Vec<_> = items.iter().map(|line| (&line["line_type"], &line["price"], &line["discount_percent"])).collect();
        let (service, discount, none) = (json!("service"), json!("discount"), json!(0));
        assert_eq!(told, [
            (&service, &json!(100), &none),
            (&discount, &json!(-10), &none),
            (&discount, &none, &json!(10)),
            (&discount, &json!(-1), &none),
            (&service, &json!(-9), &none),
        ]);
        // 91 less 10, 9.10 and 1; the tax on 100 is taken on the same share of it.
        assert_eq!(row["total_price"], number("70.9"));
        assert_eq!(row["total_tax"], number("7.79"));
    }

    async fn an_invoice_that_says_too_little_is_refused_with_all_that_is_missing(db: TestDb) {
        let server = Server::on(db).await;
        let post = async |document: Value| server.post("/documents.json", json!({ "document": document })).await;
        let missing = ["context_id", "customer_id", "document_items", "issue_date"];
        assert_eq!(post(json!({})).await.refused(), missing);
        let full = members(&server, json!([])).await;
        assert_eq!(post(full.clone()).await.refused(), ["document_items"]);
        let with = |name: &str, value: Value| {
            let mut document = full.clone();
            document["document_items"] = json!([{ "name": "Work", "quantity": 1, "price": 1 }]);
            document[name] = value;
            document
        };
        for (name, value) in [
            ("customer_id", json!("549490bc-e910-41a4-b83f-03d8a2d10228")),
            ("customer_id", json!(7)),
            ("issue_date", json!("20.11.2026")),
            ("currency", json!("XXQ")),
            ("name", json!("x".repeat(256))),
        ] {
            assert_eq!(post(with(name, value)).await.refused(), [name]);
        }
        assert_eq!(numbers(&server, "").await, [0; 0]);
        assert_eq!(saved(&server, with("currency", json!("eur"))).await["currency"], "EUR");
    }

    async fn a_line_that_cannot_be_read_is_named_by_its_place(db: TestDb) {
        let server = Server::on(db).await;
        let good = json!({ "name": "Work", "quantity": 1, "price": 1 });
        for (line, field) in [
            (json!({ "quantity": 1, "price": 1 }), "name"),
            (json!({ "name": "Work", "price": 1 }), "quantity"),
            (json!({ "name": "Work", "quantity": 1 }), "price"),
            (json!({ "name": "Work", "quantity": "many", "price": 1 }), "quantity"),
            (json!({ "name": "Work", "quantity": 1, "price": 1, "tax": 101 }), "tax"),
            (json!({ "line_type": "gift", "name": "W", "quantity": 1, "price": 1 }), "line_type"),
            (json!({ "line_type": "inventory", "quantity": 1, "price": 1 }), "item_id"),
            (json!({ "line_type": "discount", "name": "Nothing" }), "price"),
            (json!({ "item_id": "54d7e076-96fc-4937-9eb8-0db0a2d10228", "quantity": 1, "price": 1 }), "item_id"),
        ] {
            let sent = members(&server, json!([good, line])).await;
            let refused = server.post("/documents.json", json!({ "document": sent })).await.refused();
            assert_eq!(refused, [format!("document_items.1.{field}")], "{line}");
        }
    }

    async fn estimates_are_told_to_come_later(db: TestDb) {
        let server = Server::on(db).await;
        let mut sent = members(&server, json!([{ "name": "Work", "quantity": 1, "price": 1 }])).await;
        sent["context_id"] = json!(4);
        let body = server.post("/documents.json", json!({ "document": sent })).await.expect(422);
        let text = body["message"]["errors"]["context_id"]["inList"].as_str().unwrap();
        assert!(text.starts_with("Estimates") && text.contains("not offered yet"), "{text}");
        assert_eq!(server.get("/documents.json?contextId=4").await.refused(), ["contextId"]);
        let row = hundred(&server).await;
        for other in [4, 11] {
            let edit = json!({ "document": { "context_id": other } });
            assert_eq!(server.put(&path(&row), edit).await.refused(), ["context_id"]);
        }
    }

    async fn a_supplier_is_no_customer(db: TestDb) {
        let server = Server::on(db).await;
        let supplier = json!({ "customer": { "context_id": 10, "name": "Lulu Importers" } });
        let id = server.post("/customers.json", supplier).await.expect(200)["customer"]["id"].clone();
        let mut sent = members(&server, json!([{ "name": "Work", "quantity": 1, "price": 1 }])).await;
        sent["customer_id"] = id;
        assert_eq!(server.post("/documents.json", json!({ "document": sent })).await.refused(), ["customer_id"]);
    }

    async fn a_row_that_was_read_can_be_sent_back_whole(db: TestDb) {
        let server = Server::on(db).await;
        let lines = json!([
            { "name": "Work", "quantity": "1.5", "price": "19.999", "tax": 8.25, "tax2": 1, "discount_percent": 5 },
            { "name": "Ten off", "discount_percent": 10 },
            { "name": "Voucher", "quantity": 1, "price": "-2.50" }
        ]);
        let row = saved(&server, members(&server, lines).await).await;
        let body = server.put(&path(&row), json!({ "document": row })).await.expect(200);
        assert_eq!(body["document"], row);
    }

    async fn an_edit_changes_what_is_given_and_replaces_lines_that_are(db: TestDb) {
        let server = Server::on(db).await;
        let row = hundred(&server).await;
        server.clock.advance(SignedDuration::from_secs(61));
        let edit = json!({ "document": { "name": "Renamed", "total_price": "7", "zzz": 1 } });
        let edited = server.put(&path(&row), edit).await.expect(200)["document"].clone();
        let mut expected = row.clone();
        (expected["name"], expected["modified"]) = (json!("Renamed"), json!("2026-11-23T09:31:01+00:00"));
        expected["document_items"][0]["modified"] = expected["modified"].clone();
        assert_eq!(edited, expected);

        let line = json!({ "id": row["document_items"][0]["id"], "name": "Work", "quantity": 2, "price": 100 });
        let edit = json!({ "document": { "document_items": [line, { "name": "Freight", "quantity": 1, "price": 5 }] } });
        let edited = server.put(&path(&row), edit).await.expect(200)["document"].clone();
        assert_eq!(edited["total_price"], 205);
        assert_eq!(edited["document_items"][0]["id"], row["document_items"][0]["id"]);
        assert_eq!(edited["document_items"].as_array().unwrap().len(), 2);
    }

    async fn an_invoice_is_cancelled_by_its_route_or_by_its_status(db: TestDb) {
        let server = Server::on(db).await;
        let (first, second) = (hundred(&server).await, hundred(&server).await);
        let cancelled = server.post(&cancel(&first), json!({})).await.expect(200);
        assert_eq!((&cancelled["message"], &cancelled["document"]["status_id"]), (&json!("Saved"), &json!(8)));
        let mut read = second.clone();
        read["status_id"] = json!("8");
        let cancelled = server.put(&path(&second), json!({ "document": read })).await.expect(200);
        assert_eq!(cancelled["document"]["status"], json!({ "id": 8, "name": "cancelled" }));
        let edit = json!({ "document": { "name": "Late" } });
        assert_eq!(server.put(&path(&first), edit).await.refused(), ["status_id"]);
        assert_eq!(numbers(&server, "").await, [1002, 1001], "both stay in the list");
    }

    async fn an_invoice_with_payments_has_to_be_reset_before_it_goes(db: TestDb) {
        let server = Server::on(db).await;
        let row = hundred(&server).await;
        pay(&server, &row, "40").await;
        let refused = server.delete(&path(&row)).await.expect(422);
        let text = refused["message"]["errors"]["transactions"]["inUse"].as_str().unwrap();
        assert!(text.contains("Invoice 1001") && text.contains("reset the invoice"), "{text}");
        assert_eq!(server.post(&cancel(&row), json!({})).await.refused(), ["transactions"]);
        let reset = server.post(&reset(&row), json!({})).await.expect(200)["document"].clone();
        assert_eq!((&reset["transactions"], &reset["status_id"]), (&json!([]), &json!(9)));
        assert_eq!(server.delete(&path(&row)).await.expect(200), json!({ "message": "Deleted" }));
        server.get(&path(&row)).await.expect(404);
        server.delete(&path(&row)).await.expect(404);
    }

    async fn payments_show_in_the_view_and_move_the_status(db: TestDb) {
        let server = Server::on(db).await;
        let row = hundred(&server).await;
        pay(&server, &row, "40").await;
        let part = server.get(&path(&row)).await.expect(200)["document"].clone();
        assert_eq!(part["status"], json!({ "id": 10, "name": "partially paid" }));
        assert_eq!((&part["total_transactions"], &part["transactions"][0]["amount"]), (&json!(40), &json!(40)));
        pay(&server, &row, "60").await;
        let full = server.get(&path(&row)).await.expect(200)["document"].clone();
        assert_eq!(full["status"], json!({ "id": 11, "name": "paid in full" }));
        let edit = json!({ "document": { "document_items": [{ "name": "Work", "quantity": 1, "price": 99 }] } });
        let refused = server.put(&path(&row), edit).await.expect(422);
        let text = refused["message"]["errors"]["document_items"]["paid"].as_str().unwrap();
        assert!(text.contains("100.00 USD") && text.contains("99.00 USD"), "{text}");
    }

    async fn another_companys_invoice_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        let row = hundred(&server).await;
        let stranger = server.stranger().await;
        let edit = json!({ "document": { "name": "Theirs" } }).to_string();
        stranger.ask(Method::GET, &path(&row), "").await.expect(404);
        stranger.ask(Method::PUT, &path(&row), edit).await.expect(404);
        stranger.ask(Method::DELETE, &path(&row), "").await.expect(404);
        stranger.ask(Method::POST, &cancel(&row), "").await.expect(404);
        stranger.ask(Method::POST, &reset(&row), "").await.expect(404);
        let listed = stranger.ask(Method::GET, "/documents.json?contextId=5", "").await.expect(200);
        assert_eq!(listed["documents"], json!([[]]));
        assert_eq!(server.get(&path(&row)).await.expect(200)["document"], row);
    }

    async fn a_list_nests_whole_rows_and_ends_with_the_last_page(db: TestDb) {
        let server = Server::on(db).await;
        let empty = server.get("/documents.json?contextId=5").await.expect(200);
        assert_eq!(empty, json!({ "count": "0", "page": "1", "pages": "1", "documents": [[]] }));
        let mut rows = Vec::new();
        for _ in 0..3 {
            rows.insert(0, hundred(&server).await);
        }
        let body = server.get("/documents.json").await.expect(200);
        assert_eq!((&body["count"], &body["documents"]), (&json!("3"), &json!([rows])));
        let compact = server.get("/documents.json?compact=true").await.expect(200);
        assert_eq!(compact["documents"], json!(rows));
        assert_eq!(numbers(&server, "page=2&pageLimit=2").await, [1001]);
        server.get("/documents.json?page=2").await.expect(404);
    }

    async fn a_list_can_be_limited_and_searched(db: TestDb) {
        let server = Server::on(db).await;
        let first = hundred(&server).await;
        server.clock.advance(SignedDuration::from_secs(5));
        let second = hundred(&server).await;
        let edit = json!({ "document": { "name": "Green Tea", "issue_date": "2026-12-24" } });
        server.put(&path(&second), edit).await.expect(200);
        pay(&server, &second, "100").await;
        let since = server.app.now().as_second();
        let customer = second["customer_id"].as_str().unwrap();
        for query in [
            format!("customerId={customer}"),
            format!("accountNumber={}", second["customer"]["customer_number"]),
            "documentNumber=1002".to_owned(),
            format!("modifiedSince={since}"),
            "s=green".to_owned(),
            "s=1002&field=document_number&exact=true".to_owned(),
            "s=Green%20Tea&field=name&exact=true".to_owned(),
            "s=2026-12&field=issue_date".to_owned(),
            "s=11&field=status_id".to_owned(),
            format!("s={customer}&field=customer_id"),
        ] {
            assert_eq!(numbers(&server, &query).await, [1002], "{query}");
        }
        assert_eq!(numbers(&server, "s=9&field=status_id").await, [1001]);
        assert_eq!(numbers(&server, "s=Blue%20Tea").await, [1002, 1001], "by the customer's name");
        assert_eq!(server.get("/documents.json?s=99&field=status_id").await.refused(), ["s"]);
        assert_eq!(server.get("/documents.json?s=x&field=total").await.refused(), ["field"]);
        assert_eq!(first["document_number"], 1001);
    }

    async fn a_rate_goes_with_a_foreign_currency(db: TestDb) {
        let server = Server::on(db).await;
        let lines = json!([{ "name": "Work", "quantity": 1, "price": 100 }]);
        let mut sent = members(&server, lines).await;
        (sent["currency"], sent["exchange_rate"]) = (json!("EUR"), json!("1.0850"));
        let row = saved(&server, sent).await;
        assert_eq!(row["exchange_rate"], number("1.085"));
        let put = async |members: Value| server.put(&path(&row), json!({ "document": members })).await;
        assert_eq!(put(json!({ "name": "Kept" })).await.expect(200)["document"]["exchange_rate"], number("1.085"));
        assert_eq!(put(json!({ "exchange_rate": 0 })).await.refused(), ["exchange_rate"]);
        assert_eq!(put(json!({ "currency": "USD", "exchange_rate": 2 })).await.refused(), ["exchange_rate"]);
        assert_eq!(put(json!({ "currency": "USD" })).await.expect(200)["document"]["exchange_rate"], json!(null));
        assert_eq!(put(json!({ "currency": "EUR" })).await.expect(200)["document"]["exchange_rate"], json!(null));
    }
}
