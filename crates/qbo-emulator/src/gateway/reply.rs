//! What goes back.

use super::Payload;
use crate::emulator::Emulator;
use crate::fault::{Fault, GatewayFault};
use crate::operation::{Effect, Operation};
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

/// The build that `QBO-Version` names.
const VERSION: &str = "1983.150";

/// Marks a response that must not be sent: the connection is closed instead. [`crate::Emulator::serve`] does so;
/// whoever calls the router in the same process finds this mark among the response's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection is closed without an answer, as a rule asked for")]
pub struct ConnectionClosed;

/// A reply before it is sent.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Payload>,
    /// Sends `WWW-Authenticate`.
    pub(crate) challenge: bool,
    pub(crate) trace: Trace,
}

/// What the journal notes of a reply.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    pub(crate) entity: String,
    pub(crate) operation: Operation,
    pub(crate) id: Option<String>,
    pub(crate) effect: Effect,
    /// The fault code.
    pub(crate) fault: Option<String>,
}

impl Trace {
    pub(crate) fn new(entity: &str, operation: Operation) -> Self {
        Self { entity: entity.to_owned(), operation, id: None, effect: Effect::None, fault: None }
    }
}

impl Reply {
    /// 200 with a body.
    pub(crate) fn done(body: impl Into<Payload>, trace: Trace) -> Self {
        Self { status: StatusCode::OK, body: Some(body.into()), challenge: false, trace }
    }

    /// A fault of the service, as JSON or XML.
    pub(crate) fn fault(fault: &Fault, xml: bool, mut trace: Trace, now: Timestamp) -> Self {
        trace.fault = Some(fault.code.to_string());
        let body = if xml { Payload::Xml(fault.xml(now)) } else { fault.body(now).into() };
        Self { status: fault.status, body: Some(body), challenge: false, trace }
    }

    /// A fault of the gateway.
    pub(crate) fn gateway(fault: &GatewayFault, xml: bool, mut trace: Trace, now: Timestamp) -> Self {
        trace.fault = Some(fault.code().to_owned());
        let challenge = fault.status() == StatusCode::UNAUTHORIZED;
        let body = if xml { Payload::Xml(fault.xml(now)) } else { fault.body(now).into() };
        Self { status: fault.status(), body: Some(body), challenge, trace }
    }

    /// A bare status, as a proxy in front of the service gives it.
    pub(crate) fn bare(status: StatusCode, trace: Trace) -> Self {
        Self { status, body: None, challenge: false, trace }
    }

    /// The body as it is sent.
    pub(crate) fn bytes(&self) -> Bytes {
        self.body.as_ref().map(Payload::to_bytes).unwrap_or_default()
    }

    /// The HTTP response with its body's bytes. `tid` is the id that support asks for.
    pub(crate) fn into_response(self, bytes: Bytes, tid: &str, now: Timestamp) -> Response {
        let kind = self.body.as_ref().map_or("application/json;charset=UTF-8", Payload::kind);
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(HeaderName::from_static("qbo-version"), HeaderValue::from_static(VERSION));
        for (name, text) in [(HeaderName::from_static("intuit_tid"), tid), (header::DATE, &http_date(now))] {
            if let Ok(value) = HeaderValue::from_str(text) {
                headers.insert(name, value);
            }
        }
        if self.challenge {
            let challenge = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}

/// The response that stands for a closed connection.
pub(super) fn closed() -> Response {
    let mut response = StatusCode::BAD_GATEWAY.into_response();
    response.extensions_mut().insert(ConnectionClosed);
    response
}

fn http_date(now: Timestamp) -> String {
    now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The next `intuit_tid`: unique within a run, and telling the time.
pub(super) fn tid(emulator: &Emulator, serial: u64) -> String {
    format!("1-{:08x}-{serial:024x}", emulator.now().as_second())
}
