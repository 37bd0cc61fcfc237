//! An emulator on a loopback port that keeps what it replied.

use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::serve::ListenerExt as _;
use clock::{OsRandomness, SystemClock};
use flate2::read::GzDecoder;
use qbo_emulator::{Emulator, Options, Seed, Settings};
use std::io::Read as _;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Bytes of a reply that are kept. The longest is a page of 1,000 objects.
const REPLY_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Paths of the Accounting API. Only they are described by the schema.
const API: &str = "/v3/";

/// A serving emulator without limits of calls. It stops when this value is dropped.
#[derive(Debug)]
pub struct Stand {
    address: String,
    replies: Replies,
    serving: JoinHandle<()>,
}

/// Replies of the Accounting API that are JSON or XML, in order.
#[derive(Debug, Clone, Default)]
struct Replies(Arc<Mutex<Vec<Bytes>>>);

impl Stand {
    /// Starts an emulator with a company of this seed.
    ///
    /// # Errors
    /// No port is free, or the seed can't be planted.
    pub async fn start(seed: Seed) -> Result<Self> {
        let mut options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
        options.seed = seed;
        options.settings = Settings { limits: false, ..Settings::default() };
        let emulator = Emulator::new(options)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let replies = Replies::default();
        let router = replies.kept_from(emulator.router());
        // Small answers must not wait for more to come, as when the emulator serves by itself.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let serving = tokio::spawn(async move {
            // It ends with the stand, and with nothing else.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, replies, serving })
    }

    /// Where it serves, without a slash at the end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What the Accounting API has replied so far: texts of JSON or XML, in order.
    #[must_use]
    pub fn replies(&self) -> Vec<Bytes> {
        self.replies.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Replies {
    /// The router, with its replies kept.
    fn kept_from(&self, router: Router) -> Router {
        let replies = self.clone();
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let replies = replies.clone();
            async move {
                let is_api = request.uri().path().starts_with(API);
                let response = next.run(request).await;
                if is_api && is_tree(&response) { replies.keep(response).await } else { response }
            }
        }))
    }

    async fn keep(&self, response: Response) -> Response {
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, REPLY_BYTES_MAX).await else {
            return (StatusCode::INTERNAL_SERVER_ERROR, "the reply is too long to be kept").into_response();
        };
        let Some(text) = unpacked(&parts.headers, &body) else {
            return (StatusCode::INTERNAL_SERVER_ERROR, "the reply can't be unpacked").into_response();
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        Response::from_parts(parts, Body::from(body))
    }
}

/// The text of a reply, which many clients ask for in gzip.
fn unpacked(headers: &HeaderMap, body: &Bytes) -> Option<Bytes> {
    if headers.get(header::CONTENT_ENCODING).is_none_or(|coding| coding != "gzip") {
        return Some(body.clone());
    }
    let mut text = Vec::new();
    GzDecoder::new(body.as_ref()).take(REPLY_BYTES_MAX as u64).read_to_end(&mut text).ok()?;
    Some(text.into())
}

/// Whether a response is JSON or XML.
fn is_tree(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is = |kind: &str| kind.starts_with("application/json") || kind.starts_with("application/xml");
    kind.is_some_and(is)
}
