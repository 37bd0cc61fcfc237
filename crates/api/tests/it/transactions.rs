//! `/transactions.json`, `/transactions/{id}.json`

use crate::fixture::Server;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::databases::TestDb;

/// The id of a new invoice over 100.
async fn invoice(server: &Server) -> Value {
    let customer = json!({ "customer": { "context_id": 2, "name": "Blue Tea House" } });
    let customer = server.post("/customers.json", customer).await.expect(200)["customer"]["id"].clone();
    let lines = json!([{ "name": "Work", "quantity": 1, "price": 100 }]);
    let document = json!({ "context_id": 5, "customer_id": customer, "issue_date": "2026-11-20", "document_items": lines });
    server.post("/documents.json", json!({ "document": document })).await.expect(200)["document"]["id"]
        .clone()
}

fn payment(document_id: &Value, amount: Value) -> Value {
    json!({ "transaction": { "document_id": document_id, "amount": amount, "reference": "Cash",
                             "transaction_date": "2026-11-23" } })
}

async fn paid(server: &Server, document_id: &Value) -> Value {
    let path = format!("/documents/{}.json", document_id.as_str().unwrap());
    server.get(&path).await.expect(200)["document"]["total_transactions"].clone()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_payment_is_saved_with_every_member(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        let body = server.post("/transactions.json", payment(&id, json!("50.00"))).await.expect(200);
        let row = &body["transaction"];
        assert!(row["id"].is_string());
        assert_eq!(body, json!({ "message": "Saved", "transaction": {
            "id": row["id"], "account_id": server.actor.company_id, "document_id": id, "amount": 50,
            "reference": "Cash", "transaction_date": "2026-11-23T00:00:00+00:00",
            "created": "2026-11-23T09:30:00+00:00", "modified": "2026-11-23T09:30:00+00:00"
        } }));
        assert_eq!(paid(&server, &id).await, 50);
    }

    async fn a_negative_amount_is_a_refund(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        server.post("/transactions.json", payment(&id, json!(50))).await.expect(200);
        server.post("/transactions.json", payment(&id, json!(-20.5))).await.expect(200);
        assert_eq!(paid(&server, &id).await, serde_json::from_str::<Value>("29.5").unwrap());
    }

    async fn money_beyond_what_is_due_or_was_paid_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        let refused = server.post("/transactions.json", payment(&id, json!(100.01))).await.expect(422);
        assert_eq!(refused["message"]["errors"]["amount"]["due"], "Only 100.00 USD is due; 100.01 USD was given");
        let refused = server.post("/transactions.json", payment(&id, json!(-1))).await.expect(422);
        assert_eq!(refused["message"]["errors"]["amount"]["paid"], "Only 0.00 USD was paid; 1.00 USD can't be given back");
        assert_eq!(server.post("/transactions.json", payment(&id, json!(0))).await.refused(), ["amount"]);
        assert_eq!(paid(&server, &id).await, 0);
    }

    async fn a_payment_that_says_too_little_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let post = async |transaction: Value| server.post("/transactions.json", json!({ "transaction": transaction })).await;
        assert_eq!(post(json!({})).await.refused(), ["amount", "document_id", "transaction_date"]);
        let id = invoice(&server).await;
        let day = "2026-11-23";
        assert_eq!(post(json!({ "document_id": id, "amount": "fifty", "transaction_date": day })).await.refused(), ["amount"]);
        assert_eq!(post(json!({ "document_id": id, "amount": 5, "transaction_date": "soon" })).await.refused(), ["transaction_date"]);
        assert_eq!(post(json!({ "document_id": server.actor.user_id, "amount": 5, "transaction_date": day })).await.refused(), ["document_id"]);
        server.post("/transactions.json", json!({ "payment": {} })).await.expect(422);
    }

    async fn one_payment_is_returned(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        let body = server.post("/transactions.json", payment(&id, json!(50))).await.expect(200);
        let path = format!("/transactions/{}.json", body["transaction"]["id"].as_str().unwrap());
        assert_eq!(server.delete(&path).await.expect(200), json!({ "message": "Deleted" }));
        assert_eq!(paid(&server, &id).await, 0);
        server.delete(&path).await.expect(404);
        server.get(&path).await.expect(405);
    }

    async fn a_payment_with_a_refund_is_not_returned_first(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        let body = server.post("/transactions.json", payment(&id, json!(50))).await.expect(200);
        server.post("/transactions.json", payment(&id, json!(-20))).await.expect(200);
        let path = format!("/transactions/{}.json", body["transaction"]["id"].as_str().unwrap());
        assert_eq!(server.delete(&path).await.refused(), ["transaction"]);
        assert_eq!(paid(&server, &id).await, 30);
    }

    async fn another_companys_invoice_and_payment_are_out_of_reach(db: TestDb) {
        let server = Server::on(db).await;
        let id = invoice(&server).await;
        let body = server.post("/transactions.json", payment(&id, json!(50))).await.expect(200);
        let path = format!("/transactions/{}.json", body["transaction"]["id"].as_str().unwrap());
        let stranger = server.stranger().await;
        let theirs = payment(&id, json!(1)).to_string();
        let refused = stranger.ask(Method::POST, "/transactions.json", theirs).await.refused();
        assert_eq!(refused, ["document_id"]);
        stranger.ask(Method::DELETE, &path, "").await.expect(404);
        assert_eq!(paid(&server, &id).await, 50);
    }
}
