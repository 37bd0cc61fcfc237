//! `/deleted_log.json`

use crate::fixture::Server;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;

async fn deleted(server: &Server, context_id: i64) -> String {
    let body = json!({ "customer": { "context_id": context_id, "name": "Gone" } });
    let body = server.post("/customers.json", body).await.expect(200);
    let id = body["customer"]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        server.delete(&format!("/customers/{id}.json")).await.expect(200),
        json!({ "message": "Deleted" })
    );
    id
}

fn ids(body: &Value) -> Vec<&str> {
    body["deletedlog"][0].as_array().unwrap().iter().map(|row| row["record_id"].as_str().unwrap()).collect()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn what_is_deleted_is_logged_newest_first(db: TestDb) {
        let server = Server::on(db).await;
        let (first, second) = (deleted(&server, 2).await, deleted(&server, 2).await);
        let body = server.get("/deleted_log.json?contextId=2").await.expect(200);
        assert_eq!((&body["count"], &body["page"], &body["pages"]), (&json!("2"), &json!("1"), &json!("1")));
        assert_eq!(ids(&body), [second.as_str(), first.as_str()]);
        let row = &body["deletedlog"][0][0];
        assert!(row["id"].is_i64());
        assert_eq!((&row["context_id"], &row["created"]), (&json!(2), &json!("2026-11-23T09:30:00+00:00")));
    }

    async fn each_context_has_its_own_log(db: TestDb) {
        let server = Server::on(db).await;
        let (customer, supplier) = (deleted(&server, 2).await, deleted(&server, 10).await);
        assert_eq!(ids(&server.get("/deleted_log.json?contextId=10").await.expect(200)), [supplier.as_str()]);
        assert_eq!(ids(&server.get("/deleted_log.json?contextId=6").await.expect(200)), [""; 0]);
        assert_eq!(
            ids(&server.get("/deleted_log.json").await.expect(200)),
            [supplier.as_str(), customer.as_str()]
        );
    }

    async fn what_was_deleted_before_the_moment_is_left_out(db: TestDb) {
        let server = Server::on(db).await;
        deleted(&server, 2).await;
        server.clock.advance(SignedDuration::from_secs(10));
        let later = deleted(&server, 2).await;
        let since = server.app.now().as_second();
        let body =
            server.get(&format!("/deleted_log.json?contextId=2&deletedSince={since}")).await.expect(200);
        assert_eq!(ids(&body), [later.as_str()]);
        assert_eq!(server.get("/deleted_log.json?deletedSince=yesterday").await.refused(), ["deletedSince"]);
    }

    async fn another_company_sees_none_of_it(db: TestDb) {
        let server = Server::on(db).await;
        deleted(&server, 2).await;
        let stranger = server.stranger().await;
        let body = stranger.ask(Method::GET, "/deleted_log.json", "").await.expect(200);
        assert_eq!(body["deletedlog"], json!([[]]));
    }
}
