//! When each invoice reaches the emulator: a stop-watch around its routes.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use live::Layer;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The most bytes of a request: an invoice with all the lines it may have.
const BODY_MAX: usize = 4 * 1024 * 1024;

/// When each invoice arrived first, by its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrivals {
    first: Arc<Mutex<HashMap<String, Instant>>>,
}

impl Arrivals {
    /// The stop-watch, to be laid around the emulator.
    pub(crate) fn layer(&self) -> Layer {
        let arrivals = self.clone();
        Box::new(move |router: Router| router.layer(from_fn_with_state(arrivals, watch)))
    }

    /// When the invoice of this number arrived, if it has.
    pub(crate) fn of(&self, number: &str) -> Option<Instant> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).get(number).copied()
    }

    fn note(&self, number: &str, at: Instant) {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        first.entry(number.to_owned()).or_insert(at);
    }
}

async fn watch(State(arrivals): State<Arrivals>, request: Request, next: Next) -> Response {
    let at = Instant::now();
    if request.method() != Method::POST || !request.uri().path().ends_with("/invoice") {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else { return StatusCode::BAD_REQUEST.into_response() };
    let invoice: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    if let Some(number) = invoice["DocNumber"].as_str() {
        arrivals.note(number, at);
    }
    next.run(Request::from_parts(head, Body::from(bytes))).await
}
