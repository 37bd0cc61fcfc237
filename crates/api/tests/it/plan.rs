//! What QuickBooks would be told: `/plan/…`, `/integrations/log/{id}/plan.json`

use crate::integrations::{ask, send};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::Stack;

/// Verb and kind of record of each step.
fn steps(body: &Value) -> Vec<String> {
    let steps = body["plan"]["steps"].as_array().into_iter().flatten();
    steps.map(|step| format!("{} {}", step["verb"], step["record"]["kind"]).replace('"', "")).collect()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn any_request_to_the_books_can_be_planned_and_keeps_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = json!({"customer": {"context_id": 2, "name": "Blue Tea House"}});
        let (status, body) = send(&stack, Method::POST, "/plan/customers.json", customer.clone()).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(steps(&body), ["find customer", "create customer"]);
        assert_eq!(body["plan"]["steps"][1]["body"]["DisplayName"], "Blue Tea House");
        assert_eq!((&body["plan"]["steps"][1]["method"], &body["plan"]["steps"][1]["path"]), (&"POST".into(), &"/customer".into()));
        assert_eq!(ask(&stack, Method::GET, "/customers.json").await.1["count"], "0");

        let id = send(&stack, Method::POST, "/customers.json", customer).await.1["customer"]["id"].clone();
        let lines = json!([{"name": "Work", "quantity": 1, "price": 100}]);
        let document = json!({"document": {"context_id": 5, "customer_id": id, "issue_date": "2026-11-20", "document_items": lines}});
        let invoice = send(&stack, Method::POST, "/documents.json", document).await.1["document"]["id"].clone();
        stack.settle().await?;
        let id = invoice.as_str().unwrap_or_default();
        let before = ask(&stack, Method::GET, &format!("/documents/{id}.json")).await;
        let (status, body) = ask(&stack, Method::POST, &format!("/plan/documents/{id}/cancel.json")).await;
        assert_eq!((status, steps(&body)), (StatusCode::OK, vec!["void invoice".to_owned()]), "{body}");
        let (status, body) = ask(&stack, Method::DELETE, &format!("/plan/documents/{id}.json")).await;
        assert_eq!((status, steps(&body)), (StatusCode::OK, vec!["delete invoice".to_owned()]), "{body}");
        assert_eq!(ask(&stack, Method::GET, &format!("/documents/{id}.json")).await, before);
        Ok(())
    }

    async fn a_planned_request_that_breaks_rules_is_refused_as_in_earnest(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let nameless = json!({"customer": {"context_id": 2, "name": ""}});
        let planned = send(&stack, Method::POST, "/plan/customers.json", nameless.clone()).await;
        assert_eq!(planned.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(planned, send(&stack, Method::POST, "/customers.json", nameless).await);
        // What does not only write the books can't be planned.
        let settings = send(&stack, Method::PUT, "/plan/integrations/quickbooks/settings.json", json!({})).await;
        assert_eq!(settings.0, StatusCode::NOT_FOUND);
        Ok(())
    }

    async fn the_plan_of_an_entry_tells_what_is_left_to_do(db: TestDb) -> anyhow::Result<()> {
        const PLAN: &str = "/integrations/log/{id}/plan.json";
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Planned").await?;
        let entry = stack.entry_of(customer.id).await?;
        let path = PLAN.replace("{id}", &entry.id.to_string());
        let (status, body) = ask(&stack, Method::GET, &path).await;
        assert_eq!((status, steps(&body)), (StatusCode::OK, vec!["find customer".to_owned(), "create customer".to_owned()]), "{body}");
        assert_eq!((&body["plan"]["is_whole"], &body["plan"]["endings"][0]["status"]), (&json!(true), &"completed".into()));
        stack.settle().await?;
        assert_eq!(steps(&ask(&stack, Method::GET, &path).await.1), Vec::<String>::new());
        let unknown = PLAN.replace("{id}", "00000000-0000-0000-0000-000000000001");
        assert_eq!(ask(&stack, Method::GET, &unknown).await.0, StatusCode::NOT_FOUND);
        Ok(())
    }
}
