//! Looking into the emulator, and making trouble there.

use anyhow::{Context, Result, ensure};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::Stack;

const MAX_ANSWER: usize = 64 * 1024 * 1024;

impl Stack {
    /// Every entity of this kind that QuickBooks holds, in the order of their ids.
    ///
    /// # Errors
    /// There is no such kind.
    pub async fn remote(&self, entity: &str) -> Result<Vec<Value>> {
        let state = self.control(Method::GET, &format!("state?entity={entity}"), Value::Null).await?;
        let rows = state["companies"][&self.realm_id]["entities"][entity].as_array();
        rows.cloned().with_context(|| format!("the emulator knows no {entity}"))
    }

    /// The entities of this kind whose member `name` is `value`.
    ///
    /// # Errors
    /// There is no such kind.
    pub async fn remote_where(&self, entity: &str, name: &str, value: &str) -> Result<Vec<Value>> {
        let rows = self.remote(entity).await?;
        Ok(rows.into_iter().filter(|row| row[name] == value).collect())
    }

    /// Requests that reached the Accounting API, newest last: method, path, request id, status.
    ///
    /// # Errors
    /// The emulator did not answer.
    pub async fn journal(&self) -> Result<Vec<Value>> {
        let journal = self.control(Method::GET, "journal", Value::Null).await?;
        Ok(journal["entries"].as_array().cloned().unwrap_or_default())
    }

    /// Forgets the requests so far.
    ///
    /// # Errors
    /// The emulator did not answer.
    pub async fn clear_journal(&self) -> Result<()> {
        self.control(Method::DELETE, "journal", Value::Null).await.map(drop)
    }

    /// Adds a rule to the emulator's trouble.
    ///
    /// # Errors
    /// The emulator does not understand the rule.
    pub async fn trouble(&self, rule: Value) -> Result<()> {
        self.control(Method::POST, "faults", rule).await.map(drop)
    }

    /// Takes every rule back.
    ///
    /// # Errors
    /// The emulator refuses it.
    pub async fn clear_trouble(&self) -> Result<()> {
        self.control(Method::DELETE, "faults", Value::Null).await.map(drop)
    }

    /// Changes the emulator's settings.
    ///
    /// # Errors
    /// The emulator does not know one of them.
    pub async fn emulator_settings(&self, settings: Value) -> Result<()> {
        self.control(Method::POST, "settings", settings).await.map(drop)
    }

    /// Adds a QuickBooks company with what the seed of this name has in it. Gives its realm id.
    ///
    /// # Errors
    /// There is no such seed.
    pub async fn found_remote_company(&self, seed: &str) -> Result<String> {
        let founded = self.control(Method::POST, "companies", json!({ "seed": seed })).await?;
        let realm = founded["realm_id"].as_str().map(str::to_owned);
        realm.with_context(|| format!("the emulator founded nothing: {founded}"))
    }

    /// A request of another client of the same QuickBooks company, such as a person at its pages.
    ///
    /// # Errors
    /// The emulator refused.
    pub async fn remote_write(&self, path: &str, body: Value) -> Result<Value> {
        let token = self.emulator.session(super::BASE).access_token;
        let request = Request::post(format!("/v3/company/{}/{path}", self.realm_id))
            .header("authorization", format!("Bearer {token}"))
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))?;
        self.ask(request).await
    }

    async fn control(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder()
            .method(method)
            .uri(format!("/_emulator/{path}"))
            .header("content-type", "application/json")
            .body(body)?;
        self.ask(request).await
    }

    async fn ask(&self, request: Request<Body>) -> Result<Value> {
        let answer = self.emulator.router().oneshot(request).await?;
        let status = answer.status();
        let body = to_bytes(answer.into_body(), MAX_ANSWER).await?;
        ensure!(status.is_success(), "the emulator answered {status}: {}", String::from_utf8_lossy(&body));
        Ok(serde_json::from_slice(&body)?)
    }
}
