//! What holds for every route: keys, methods, bodies and failures.

use crate::fixture::{Server, basic};
use axum::http::Method;
use serde_json::json;
use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn without_a_key_nothing_is_told(db: TestDb) {
        let server = Server::on(db).await;
        for header in [None, Some("Bearer abc"), Some("Basic ***"), Some(basic(&"a".repeat(40)).as_str())] {
            let answer = server.ask_as(header, Method::GET, "/customers.json", "").await;
            assert!(answer.headers.contains_key("www-authenticate"));
            assert!(answer.expect(401)["message"].is_string());
        }
    }

    async fn an_unknown_path_is_not_found(db: TestDb) {
        let server = Server::on(db).await;
        for path in ["/nothing.json", "/customers.xml", "/customers", "/customers/7.json"] {
            assert!(server.get(path).await.expect(404)["message"].is_string());
        }
        let id = server.actor.user_id;
        server.get(&format!("/customers/{id}")).await.expect(404);
        server.get(&format!("/customers/{id}.xml")).await.expect(404);
    }

    async fn another_method_is_not_allowed(db: TestDb) {
        let server = Server::on(db).await;
        assert!(server.delete("/customers.json").await.expect(405)["message"].is_string());
        assert!(server.post("/deleted_log.json", json!({})).await.expect(405)["message"].is_string());
    }

    async fn a_body_that_is_not_json_is_a_bad_request(db: TestDb) {
        let server = Server::on(db).await;
        for body in ["", "name=Widgets", "{\"customer\":"] {
            let answer = server.ask(Method::POST, "/customers.json", body).await;
            assert!(answer.expect(400)["message"].as_str().unwrap().contains("not valid JSON"));
        }
    }

    async fn a_body_without_its_wrapper_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        for body in [json!({ "name": "Widgets" }), json!([]), json!({ "customer": "Widgets" })] {
            assert_eq!(server.post("/customers.json", body).await.refused(), ["customer"]);
        }
    }

    async fn a_body_beyond_the_limit_is_too_large(db: TestDb) {
        let server = Server::on(db).await;
        let body = format!("{{}}{}", " ".repeat(api::MAX_BODY_BYTES));
        server.ask(Method::POST, "/customers.json", body).await.expect(413);
        let body = " ".repeat(api::MAX_BODY_BYTES);
        server.ask(Method::POST, "/customers.json", body).await.expect(400);
    }

    async fn a_failure_inside_is_told_as_a_reference_only(db: TestDb) {
        let server = Server::on(db).await;
        let mut tx = server.db.begin_write().await.unwrap();
        tx.sql("ALTER TABLE deleted_log RENAME TO elsewhere").execute().await.unwrap();
        tx.commit().await.unwrap();
        let body = server.get("/deleted_log.json").await.expect(500);
        let text = body["message"].as_str().unwrap();
        assert!(text.starts_with("Something went wrong on our side. Reference: "), "{text}");
        assert!(!text.contains("deleted_log"));
    }
}
