//! Calls that the emulator makes itself: webhooks, and its command line to a running one. They stay on this
//! machine.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::net::TcpStream;
use url::{Host, Url};

/// Bytes of an answer that are read.
const ANSWER_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Why a call got no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// Only this machine is called.
    #[error("{0} is not an http address of this machine, such as http://127.0.0.1:9400")]
    NotLoopback(String),
    /// Nobody answered in time.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// The connection could not be made or broke.
    #[error("no connection: {0}")]
    Connection(String),
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Bytes,
}

/// Checks that a URL is plain HTTP to a loopback address.
///
/// # Errors
/// [`CallError::NotLoopback`] when it is not.
pub(crate) fn loopback(text: &str) -> Result<Url, CallError> {
    let url = Url::parse(text).map_err(|_| CallError::NotLoopback(text.to_owned()))?;
    let is_home = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if url.scheme() == "http" && is_home { Ok(url) } else { Err(CallError::NotLoopback(text.to_owned())) }
}

/// Sends a request to `url` and reads the answer, all within `patience`.
///
/// # Errors
/// See [`CallError`]; an answer with any status is not an error.
pub async fn call(
    url: &str,
    method: Method,
    headers: HeaderMap,
    body: Vec<u8>,
    patience: Duration,
) -> Result<Answer, CallError> {
    let url = loopback(url)?;
    let exchange = exchange(&url, method, headers, body);
    tokio::time::timeout(patience, exchange).await.map_err(|_| CallError::TimedOut(patience))?
}

async fn exchange(url: &Url, method: Method, headers: HeaderMap, body: Vec<u8>) -> Result<Answer, CallError> {
    let broken = |error: &dyn std::fmt::Display| CallError::Connection(error.to_string());
    let addresses = url.socket_addrs(|| None).map_err(|error| broken(&error))?;
    let home: Vec<_> = addresses.into_iter().filter(|address| address.ip().is_loopback()).collect();
    let stream = TcpStream::connect(&home[..]).await.map_err(|error| broken(&error))?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|error| broken(&error))?;
    let carried = tokio::spawn(connection);
    let target = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let authority = url.authority();
    let mut request = Request::builder().method(method).uri(target).header(header::HOST, authority);
    if let Some(own) = request.headers_mut() {
        own.extend(headers);
    }
    let request = request.body(Body::from(body)).map_err(|error| broken(&error))?;
    let response = sender.send_request(request).await.map_err(|error| broken(&error))?;
    let status = response.status().as_u16();
    let body = to_bytes(Body::new(response.into_body()), ANSWER_BYTES_MAX).await;
    drop(sender);
    carried.abort();
    Ok(Answer { status, body: body.map_err(|error| broken(&error))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called() {
        for fine in ["http://127.0.0.1:9400/x", "http://localhost:1/", "http://[::1]:80/"] {
            assert!(loopback(fine).is_ok(), "{fine}");
        }
        for other in
            ["https://127.0.0.1/", "http://example.com/", "http://10.0.0.1/", "file:///etc/passwd", "x"]
        {
            assert!(loopback(other).is_err(), "{other}");
        }
    }
}
