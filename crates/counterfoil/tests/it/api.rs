//! A client of the public API.

use anyhow::{Context, Result, bail, ensure};
use reqwest::{Client, Method};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{sleep, timeout};
use url::Url;
use uuid::Uuid;

/// How long the log may take to become quiet.
const QUIET_WAIT: Duration = Duration::from_secs(120);
const QUIET_LOOK: Duration = Duration::from_millis(200);
/// How long one answer may take.
const ANSWER_WAIT: Duration = Duration::from_secs(20);
/// The most rows of a page.
const PAGE: usize = 100;

/// Somebody with a key.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    client: Client,
    base: Url,
    key: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Api {
    /// The API of the program at `base`.
    pub(crate) fn at(base: &Url, key: &str) -> Result<Self> {
        Ok(Self { client: client()?, base: base.join("api/2.0/")?, key: key.to_owned() })
    }

    /// The same program asked by somebody else.
    pub(crate) fn with_key(&self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self.clone() }
    }

    /// The same client at another address.
    pub(crate) fn moved(&self, base: &Url) -> Result<Self> {
        Ok(Self { base: base.join("api/2.0/")?, ..self.clone() })
    }

    /// Asks; fails when no answer comes, whatever an answer says.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<String>) -> Result<Answer> {
        let mut request = self.client.request(method, self.base.join(path)?).basic_auth(&self.key, Some("x"));
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        let body = serde_json::from_str(&text).with_context(|| format!("{status}, no JSON: {text}"))?;
        Ok(Answer { status, body })
    }

    /// Reads.
    pub(crate) async fn get(&self, path: &str) -> Result<Answer> {
        self.ask(Method::GET, path, None).await
    }

    /// Sends a new record.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.ask(Method::POST, path, Some(body.to_string())).await
    }

    /// Changes a record.
    pub(crate) async fn put(&self, path: &str, body: &Value) -> Result<Answer> {
        self.ask(Method::PUT, path, Some(body.to_string())).await
    }

    /// A new customer.
    pub(crate) async fn customer(&self, name: &str) -> Result<Uuid> {
        let body = json!({"customer": {"context_id": 2, "name": name}});
        self.post("customers.json", &body).await?.saved("customer")
    }

    /// A new invoice of one line.
    pub(crate) async fn invoice(&self, customer: Uuid, price: &str) -> Result<Uuid> {
        self.post("documents.json", &invoice(customer, 1, price)).await?.saved("document")
    }

    /// Every row of a list.
    pub(crate) async fn all(&self, list: &str, rows: &str) -> Result<Vec<Value>> {
        let mut all = Vec::new();
        for page in 1.. {
            let path = format!("{list}.json?compact=1&pageLimit={PAGE}&page={page}");
            let Answer { status, mut body } = self.get(&path).await?;
            ensure!(status == 200, "{path} answered {status}: {body}");
            let pages: usize = body["pages"].as_str().unwrap_or_default().parse()?;
            let rows: Vec<Value> = serde_json::from_value(body[rows].take())?;
            all.extend(rows);
            if page >= pages {
                break;
            }
        }
        Ok(all)
    }

    /// How many entries of the log have this status.
    pub(crate) async fn count(&self, status: &str) -> Result<usize> {
        let answer = self.get(&format!("integrations/log.json?status={status}&pageLimit=1")).await?;
        Ok(answer.body["count"].as_str().context("a log without a count")?.parse()?)
    }

    /// The newest entry about a record.
    pub(crate) async fn entry(&self, record: Uuid) -> Result<Value> {
        let path = format!("integrations/log.json?compact=1&pageLimit=1&recordId={record}");
        let mut body = self.get(&path).await?.body;
        let entry = body["log"].get_mut(0).map(Value::take).unwrap_or_default();
        ensure!(entry.is_object(), "the log has nothing about {record}");
        Ok(entry)
    }

    /// Waits until nothing is queued or running.
    pub(crate) async fn quiet(&self) -> Result<()> {
        let quiet = timeout(QUIET_WAIT, async {
            // Looked at thrice, because an entry may go back from running to queued between two looks.
            loop {
                let open =
                    [self.count("queued").await?, self.count("running").await?, self.count("queued").await?];
                if open == [0, 0, 0] {
                    return Ok(());
                }
                sleep(QUIET_LOOK).await;
            }
        });
        match quiet.await {
            Ok(result) => result,
            Err(_) => {
                let open = self.get("integrations/log.json?status=queued&compact=1&pageLimit=3").await?;
                bail!("the log does not become quiet: {}", open.body)
            }
        }
    }
}

impl Answer {
    /// The id of the record that was saved.
    pub(crate) fn saved(&self, singular: &str) -> Result<Uuid> {
        ensure!(self.status == 200, "saving a {singular} answered {}: {}", self.status, self.body);
        id(&self.body[singular]["id"])
    }
}

/// What asks.
pub(crate) fn client() -> Result<Client> {
    // A client can't be built without knowing how to speak TLS; whoever has said it before is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(Client::builder().no_proxy().timeout(ANSWER_WAIT).build()?)
}

/// An invoice of one line, as clients send it.
pub(crate) fn invoice(customer: Uuid, quantity: u64, price: &str) -> Value {
    let lines = json!([{"name": "Consulting", "quantity": quantity, "price": price}]);
    json!({"document": {"context_id": 5, "customer_id": customer, "issue_date": "2026-11-20", "document_items": lines}})
}

/// An id in an answer.
pub(crate) fn id(value: &Value) -> Result<Uuid> {
    value.as_str().and_then(|text| text.parse().ok()).with_context(|| format!("{value} is no id"))
}

/// A number in an answer, with all its digits.
pub(crate) fn decimal(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_else(|_| panic!("{value} is no number"))
}
