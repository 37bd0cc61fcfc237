//! How a request leaves this machine. The client sees only the trait, so that tests and simulations
//! need no sockets.

mod http;

use std::fmt;

use ::http::{HeaderMap, Method};
use async_trait::async_trait;
use bytes::Bytes;
use url::Url;

pub use self::http::{ANSWER_BYTES_MAX, CONNECT_TIMEOUT, HttpTransport, TOTAL_TIMEOUT};

/// Sends one request and waits for its answer. It follows no redirect and repeats nothing.
#[async_trait]
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends the request.
    ///
    /// # Errors
    /// A [`TransportError`] when no whole answer came back. Any answer, whatever its status, is `Ok`.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}

/// A request. Its `Debug` shows neither header values nor the body, since both carry secrets.
#[derive(Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole address with its query.
    pub url: Url,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, if any.
    pub body: Option<Bytes>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .field("headers", &self.headers.keys().map(::http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body_bytes", &self.body.as_ref().map(Bytes::len))
            .finish()
    }
}

/// An answer. Its `Debug` shows no body, since an answer may carry tokens.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that are read.
    pub headers: ResponseHeaders,
    /// The body, whole.
    pub body: Bytes,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// The headers of an answer that are read (fact sheet 2.3 and 5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseHeaders {
    /// `intuit_tid`: names the call to the vendor's support.
    pub intuit_tid: Option<String>,
    /// `Retry-After`: normally absent.
    pub retry_after: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
}

/// No whole answer came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TransportError {
    /// Whether the request can have reached the service.
    pub sent: Sent,
    /// What happened, without secrets.
    pub message: String,
}

/// Whether a request can have reached the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Surely not: no connection was made.
    No,
    /// It may have.
    Maybe,
}
