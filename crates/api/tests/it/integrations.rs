//! `/integrations/log`: ours, beside API 2.0.

use axum::body::{Body, to_bytes};
use axum::http::header::AUTHORIZATION;
use axum::http::{Method, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use tower::ServiceExt;

const MAX_ANSWER: usize = 1024 * 1024;

pub(crate) async fn ask(stack: &Stack, method: Method, path: &str) -> (StatusCode, Value) {
    answered(stack, method, path, Body::empty()).await
}

pub(crate) async fn send(stack: &Stack, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    answered(stack, method, path, Body::from(body.to_string())).await
}

async fn answered(stack: &Stack, method: Method, path: &str, body: Body) -> (StatusCode, Value) {
    let credentials = STANDARD.encode(format!("{}:x", stack.api_key.expose_secret()));
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/2.0{path}"))
        .header(AUTHORIZATION, format!("Basic {credentials}"))
        .body(body)
        .unwrap();
    let router = api::router(stack.app.clone(), stack.engine.clone());
    let answer = router.oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), MAX_ANSWER).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

/// A company with one failed customer, one sent customer and one sent invoice.
async fn company(db: &TestDb) -> anyhow::Result<Stack> {
    let stack = Stack::enabled(db).await?;
    stack.customer("Smith: Sons").await?;
    let fine = stack.customer("Fine").await?;
    stack.invoice(fine.id, vec![service("Work", "1", "10")]).await?;
    stack.settle().await?;
    Ok(stack)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn the_log_is_listed_newest_first_in_the_envelope_of_every_list(db: TestDb) -> anyhow::Result<()> {
        let stack = company(&db).await?;
        let (status, body) = ask(&stack, Method::GET, "/integrations/log.json").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!((&body["count"], &body["page"], &body["pages"]), (&"4".into(), &"1".into(), &"1".into()));
        let rows = body["log"][0].as_array().unwrap();
        assert_eq!(rows[0]["record"]["title"], "Invoice 1001");
        assert_eq!((&rows[0]["status"], &rows[0]["action"]), (&"completed".into(), &"create".into()));
        assert_eq!(rows[3]["record"]["kind"], "generic_item");
        Ok(())
    }

    async fn it_is_filtered_by_status_and_record_and_paged(db: TestDb) -> anyhow::Result<()> {
        let stack = company(&db).await?;
        let (_, failed) = ask(&stack, Method::GET, "/integrations/log.json?status=failed&compact=true").await;
        assert_eq!(failed["count"], "1");
        let entry = &failed["log"][0];
        assert_eq!((&entry["code"], &entry["help"]), (&"name-character".into(), &"/help/errors/name-character".into()));
        assert!(entry["reason"].as_str().unwrap().contains("a colon"));
        let of_record = format!("/integrations/log.json?recordId={}&compact=true", entry["record"]["id"].as_str().unwrap());
        assert_eq!(ask(&stack, Method::GET, &of_record).await.1["count"], "1");
        let (_, second) = ask(&stack, Method::GET, "/integrations/log.json?pageLimit=3&page=2&compact=true").await;
        assert_eq!((second["log"].as_array().unwrap().len(), &second["pages"]), (1, &"2".into()));
        let (status, _) = ask(&stack, Method::GET, "/integrations/log.json?pageLimit=3&page=3").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, body) = ask(&stack, Method::GET, "/integrations/log.json?status=done").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body["message"]["errors"]["status"]["inList"].as_str().unwrap().contains("completed"));
        Ok(())
    }

    async fn one_entry_is_shown_with_its_attempts(db: TestDb) -> anyhow::Result<()> {
        let stack = company(&db).await?;
        let (_, log) = ask(&stack, Method::GET, "/integrations/log.json?compact=true").await;
        let id = log["log"][0]["id"].as_str().unwrap();
        // GET /integrations/log/{id}.json
        let (status, body) = ask(&stack, Method::GET, &format!("/integrations/log/{id}.json")).await;
        assert_eq!(status, StatusCode::OK);
        let attempt = &body["entry"]["attempts"][0];
        assert_eq!((&attempt["verb"], &attempt["path"], &attempt["outcome"]), (&"create".into(), &"/invoice".into(), &"done".into()));
        assert_eq!(attempt["sent"]["DocNumber"], "1001");
        let nobody = uuid::Uuid::from_u128(5);
        let (status, _) = ask(&stack, Method::GET, &format!("/integrations/log/{nobody}.json")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        Ok(())
    }

    async fn a_failed_entry_is_retried_and_a_completed_one_is_refused(db: TestDb) -> anyhow::Result<()> {
        let stack = company(&db).await?;
        let (_, failed) = ask(&stack, Method::GET, "/integrations/log.json?status=failed&compact=true").await;
        let id = failed["log"][0]["id"].as_str().unwrap();
        // POST /integrations/log/{id}/retry.json
        let (status, body) = ask(&stack, Method::POST, &format!("/integrations/log/{id}/retry.json")).await;
        assert_eq!((status, &body["message"], &body["entry"]["status"]), (StatusCode::OK, &"Saved".into(), &"queued".into()));
        let (_, done) = ask(&stack, Method::GET, "/integrations/log.json?status=completed&compact=true").await;
        let id = done["log"][0]["id"].as_str().unwrap();
        let (status, _) = ask(&stack, Method::POST, &format!("/integrations/log/{id}/retry.json")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        Ok(())
    }

    async fn calls_are_counted_by_month(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (status, body) = ask(&stack, Method::GET, "/integrations/quickbooks/usage.json").await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let (before, now) = (&body["usage"]["months"][0], &body["usage"]["free_reads_a_month"]);
        assert_eq!((&before["month"], now), (&"2026-11".into(), &500_000.into()), "{body}");
        stack.customer("Counted").await?;
        stack.settle().await?;
        let (_, after) = ask(&stack, Method::GET, "/integrations/quickbooks/usage.json").await;
        let grown = |member: &str| {
            let of = |body: &Value| body["usage"]["months"][0][member].as_i64().unwrap();
            of(&after) - of(&body)
        };
        assert_eq!((grown("reads"), grown("writes")), (1, 1), "looked for by name, then made");
        Ok(())
    }

    async fn a_company_without_a_connection_has_no_calls(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let (status, body) = ask(&stack, Method::GET, "/integrations/quickbooks/usage.json").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
        Ok(())
    }

    async fn a_document_tells_its_number_in_quickbooks_once_it_is_there(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Numbered").await?;
        let id = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
        let shown = async || {
            let path = format!("/documents/{id}.json");
            let one = ask(&stack, Method::GET, &path).await.1;
            let listed = ask(&stack, Method::GET, "/documents.json").await.1;
            assert_eq!(one["document"]["quickbooks_number"], listed["documents"][0][0]["quickbooks_number"]);
            one["document"]["quickbooks_number"].clone()
        };
        assert_eq!(shown().await, json!(null));
        stack.settle().await?;
        assert_eq!(shown().await, json!("1001"));
        Ok(())
    }
}
