//! The real transport: HTTPS by reqwest, rustls and ring.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use reqwest::redirect;
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
/// Tokens never travel in the clear: plain `http` is refused unless the host is this machine.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
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
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(config)
            .user_agent(concat!("counterfoil/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TOTAL_TIMEOUT)
            .build()
            .map_err(|error| tls(&error))?;
        Ok(Self { client })
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if !is_protected(&request.url) {
            let origin = request.url.origin().ascii_serialization();
            let message = format!("{origin} is not encrypted: use https, or http on this machine only");
            return Err(TransportError { sent: Sent::No, message });
        }
        let mut builder = self.client.request(request.method, request.url).headers(request.headers);
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

/// Whether nobody on the way can read along.
fn is_protected(url: &Url) -> bool {
    let this_machine = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && this_machine)
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

    #[test]
    fn encrypted_and_local_addresses_are_accepted() {
        for url in [
            "https://quickbooks.api.intuit.com",
            "http://127.0.0.1:9400",
            "http://localhost",
            "http://[::1]:1",
        ] {
            assert!(is_protected(&Url::parse(url).unwrap()), "{url}");
        }
    }

    #[test]
    fn plain_http_to_another_machine_is_refused() {
        for url in [
            "http://quickbooks.api.intuit.com",
            "http://10.0.0.1",
            "ftp://localhost",
            "http://localhost.example",
        ] {
            assert!(!is_protected(&Url::parse(url).unwrap()), "{url}");
        }
    }
}
