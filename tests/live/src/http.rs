//! Requests to this machine.

use anyhow::{Context, Result, ensure};
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use std::time::Duration;

/// The longest wait for an answer: a save that takes longer is a fault.
const ANSWER_MAX: Duration = Duration::from_secs(60);

/// A client that uses no proxy.
pub(crate) fn client() -> Result<Client> {
    // No TLS is spoken to this machine, but a client can't be built without a provider. When another part of the
    // program has installed one, that is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(Client::builder().no_proxy().timeout(ANSWER_MAX).build()?)
}

/// The JSON answer to a request that has to succeed.
pub(crate) async fn answer(request: RequestBuilder) -> Result<Value> {
    let answer = request.send().await?;
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await?;
    ensure!(status.is_success(), "{url} answered {status}: {text}");
    serde_json::from_str(&text).with_context(|| format!("{url} did not answer in JSON"))
}
