//! The real transport: HTTPS by reqwest, rustls and ring.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use reqwest::{redirect, retry};
use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;
use url::{Host, Url};

use super::{Request, Response, ResponseHeaders, Sent, Transport, TransportError};
use crate::Error;

/// How long a connection may take to come about. Beyond it the service is as good as down.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a request may take in all. The service gives up after 120 seconds (fact sheet 5), so an
/// answer can still come until then.
pub const TOTAL_TIMEOUT: Duration = Duration::from_secs(130);

/// Most bytes of an answer. A page of 1,000 rows has a few megabytes; more than this is not ours.
pub const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Sends over the network. Cheap to clone; the clones share their connections.
///
/// Tokens never travel in the clear: plain `http` is refused unless the host is this machine, and
/// then no proxy of the environment is used.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    /// For everything encrypted; by the system's proxy where one is set.
    far: reqwest::Client,
    /// For this machine.
    near: reqwest::Client,
}

impl HttpTransport {
    /// Sets up the transport with the system's certificates.
    ///
    /// # Errors
    /// [`Error::Tls`] when the system has no usable certificates.
    pub fn new() -> Result<Self, Error> {
        let tls = |error: &dyn std::error::Error| Error::Tls { reason: chain(error) };
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|error| tls(&error))?
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            far: builder(config.clone()).https_only(true).build().map_err(|error| tls(&error))?,
            near: builder(config).no_proxy().build().map_err(|error| tls(&error))?,
        })
    }

    /// The client for an address; none when somebody on the way could read along.
    fn client(&self, url: &Url) -> Option<&reqwest::Client> {
        match url.scheme() {
            "https" => Some(&self.far),
            "http" if is_this_machine(url) => Some(&self.near),
            _ => None,
        }
    }
}

/// A client that follows nothing, repeats nothing and gives up in time.
fn builder(config: ClientConfig) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .tls_backend_preconfigured(config)
        .user_agent(concat!("counterfoil/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TOTAL_TIMEOUT)
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let Some(client) = self.client(&request.url) else {
            // Without user and password, which an address can hold.
            let address =
                format!("{}://{}", request.url.scheme(), request.url.host_str().unwrap_or_default());
            let message = format!("{address} is not encrypted: use https, or http on this machine only");
            return Err(TransportError { sent: Sent::No, message });
        };
        let mut builder = client.request(request.method, request.url).headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let mut answer = builder.send().await.map_err(not_answered)?;
        let status = answer.status().as_u16();
        let header = |name: &str| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
        let headers = ResponseHeaders {
            intuit_tid: header("intuit_tid"),
            retry_after: header("retry-after"),
            content_type: header("content-type"),
        };
        let body = whole_body(&mut answer).await?;
        Ok(Response { status, headers, body })
    }
}

async fn whole_body(answer: &mut reqwest::Response) -> Result<Bytes, TransportError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(not_answered)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            let message = format!("the answer is longer than {ANSWER_BYTES_MAX} bytes");
            return Err(TransportError { sent: Sent::Maybe, message });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Only a failure to build the request or to connect is surely before the first byte of it.
fn not_answered(error: reqwest::Error) -> TransportError {
    let sent = if error.is_connect() || error.is_builder() { Sent::No } else { Sent::Maybe };
    TransportError { sent, message: chain(&error.without_url()) }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// An error with its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_client(url: &str) -> bool {
        HttpTransport::new().unwrap().client(&Url::parse(url).unwrap()).is_some()
    }

    #[test]
    fn encrypted_and_local_addresses_are_accepted() {
        for url in ["https://example.com", "http://127.0.0.1:9400", "http://localhost", "http://[::1]:1"] {
            assert!(has_client(url), "{url}");
        }
    }

    #[test]
    fn plain_http_to_another_machine_is_refused() {
        for url in ["http://example.com", "http://10.0.0.1", "ftp://localhost", "http://localhost.example"] {
            assert!(!has_client(url), "{url}");
        }
    }
}
