//! The way from the engine to the emulator: in process, and it can be cut.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http;
use qbo_emulator::ConnectionClosed;
use quickbooks::{Request, Response, ResponseHeaders, Sent, Transport, TransportError};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tower::ServiceExt;

/// The most bytes of an answer.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// The way from the engine to the emulator.
#[derive(Debug)]
pub(super) struct Way {
    router: Router,
    is_cut: AtomicBool,
    answers_to_lose: AtomicUsize,
}

impl Way {
    pub(super) fn to(router: Router) -> Self {
        Self { router, is_cut: AtomicBool::new(false), answers_to_lose: AtomicUsize::new(0) }
    }

    pub(super) fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }

    pub(super) fn lose_answers(&self, calls: usize) {
        self.answers_to_lose.store(calls, Ordering::SeqCst);
    }

    fn loses_this_answer(&self) -> bool {
        let take = |left: usize| left.checked_sub(1);
        self.answers_to_lose.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok()
    }
}

#[async_trait::async_trait]
impl Transport for Way {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.is_cut.load(Ordering::SeqCst) {
            return Err(TransportError { sent: Sent::No, message: "the way is cut".to_owned() });
        }
        let lost = |message: String| TransportError { sent: Sent::Maybe, message };
        let mut outgoing = http::Request::builder().method(request.method).uri(request.url.as_str());
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let body = request.body.map(Body::from).unwrap_or_default();
        let outgoing = outgoing.body(body).map_err(|error| lost(error.to_string()))?;
        let Ok(answer) = self.router.clone().oneshot(outgoing).await;
        if answer.extensions().get::<ConnectionClosed>().is_some() || self.loses_this_answer() {
            return Err(lost("the answer was lost".to_owned()));
        }
        let (head, body) = answer.into_parts();
        let text =
            |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Response {
            status: head.status.as_u16(),
            headers: ResponseHeaders {
                intuit_tid: text("intuit_tid"),
                retry_after: text("retry-after"),
                content_type: text("content-type"),
            },
            body: to_bytes(body, MAX_ANSWER).await.map_err(|error| lost(error.to_string()))?,
        })
    }
}
