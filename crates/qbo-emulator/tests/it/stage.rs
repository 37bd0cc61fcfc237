//! An emulator on a clock that stands still, and a client that talks to its router.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use axum::response::Response;
use clock::{SeededRandomness, SteppedClock};
use jiff::SignedDuration;
use qbo_emulator::{ConnectionClosed, Emulator, Options, Seed, Session};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;
use url::form_urlencoded;

/// Noon in California on a Monday.
const START: &str = "2026-03-02T20:00:00Z";

/// Bytes of a reply that a test reads.
const REPLY_BYTES_MAX: usize = 64 * 1024 * 1024;

pub(crate) struct Stage {
    pub(crate) router: Router,
    pub(crate) clock: SteppedClock,
    pub(crate) session: Session,
}

/// A reply: status, headers and JSON body (null where there is none).
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Reply {
    /// The object under an entity's name; the reply must be 200.
    #[track_caller]
    pub(crate) fn object(&self, name: &str) -> Value {
        assert_eq!(self.status, 200, "{}", self.text);
        assert!(self.body.get(name).is_some(), "no {name} in {}", self.text);
        self.body[name].clone()
    }

    /// The reply must be a fault with this status and code; its error is given back.
    #[track_caller]
    pub(crate) fn fault(&self, status: u16, code: &str) -> Value {
        let error = self.body["Fault"]["Error"][0].clone();
        assert_eq!((self.status, error["code"].as_str()), (status, Some(code)), "{}", self.text);
        error
    }
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::with(Seed::SandboxUs)
    }

    pub(crate) fn with(seed: Seed) -> Self {
        let clock = SteppedClock::new(START.parse().unwrap());
        let mut options = Options::new(Arc::new(clock.clone()), Arc::new(SeededRandomness::new(1)));
        options.seed = seed;
        let emulator = Emulator::new(options).unwrap();
        let session = emulator.session("http://emulator.test");
        Self { router: emulator.router(), clock, session }
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// The same stage some seconds later, with a token that has not expired.
    pub(crate) async fn later(&self, seconds: i64) -> Self {
        self.advance(seconds);
        let session = self.control(Method::GET, "session", Value::Null).await;
        let session = serde_json::from_value(session).unwrap();
        Self { router: self.router.clone(), clock: self.clock.clone(), session }
    }

    /// The response to a request with these headers, as the router gives it.
    pub(crate) async fn response(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "emulator.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }

    pub(crate) async fn raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Reply {
        let response = self.response(method, path, headers, body).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, REPLY_BYTES_MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Reply { status: parts.status.as_u16(), headers: parts.headers, body, text }
    }

    fn path(&self, rest: &str) -> String {
        format!("/v3/company/{}/{rest}", self.session.realm_id)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.session.access_token)
    }

    pub(crate) async fn get(&self, rest: &str) -> Reply {
        let bearer = self.bearer();
        self.raw(Method::GET, &self.path(rest), &[("authorization", &bearer)], Vec::new()).await
    }

    pub(crate) async fn post(&self, rest: &str, body: Value) -> Reply {
        self.post_bytes(rest, "application/json", body.to_string().into_bytes()).await
    }

    pub(crate) async fn post_bytes(&self, rest: &str, kind: &str, body: Vec<u8>) -> Reply {
        let bearer = self.bearer();
        let headers = [("authorization", bearer.as_str()), ("content-type", kind)];
        self.raw(Method::POST, &self.path(rest), &headers, body).await
    }

    /// Whether a POST ends with the connection closed instead of an answer.
    pub(crate) async fn is_closed(&self, rest: &str, body: Value) -> bool {
        let bearer = self.bearer();
        let headers = [("authorization", bearer.as_str())];
        let response =
            self.response(Method::POST, &self.path(rest), &headers, body.to_string().into_bytes()).await;
        response.extensions().get::<ConnectionClosed>().is_some()
    }

    pub(crate) async fn query(&self, statement: &str) -> Reply {
        let encoded: String = form_urlencoded::byte_serialize(statement.as_bytes()).collect();
        self.get(&format!("query?query={encoded}")).await
    }

    /// Ids that a statement finds, in order.
    pub(crate) async fn ids(&self, statement: &str) -> Vec<String> {
        let reply = self.query(statement).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        let found =
            reply.body["QueryResponse"].as_object().unwrap().values().find_map(Value::as_array).cloned();
        found.unwrap_or_default().iter().map(|object| object["Id"].as_str().unwrap().to_owned()).collect()
    }

    /// A call to the control API, which must succeed.
    pub(crate) async fn control(&self, method: Method, what: &str, body: Value) -> Value {
        let path = format!("/_emulator/{what}");
        let reply = self.raw(method, &path, &[], body.to_string().into_bytes()).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.body
    }

    /// Adds a rule for trouble.
    pub(crate) async fn trouble(&self, rule: Value) {
        self.control(Method::POST, "faults", rule).await;
    }

    pub(crate) async fn settings(&self, settings: Value) {
        self.control(Method::POST, "settings", settings).await;
    }

    /// The counters of the company.
    pub(crate) async fn counters(&self) -> Value {
        let state = self.control(Method::GET, "state?entity=none", Value::Null).await;
        state["companies"][&self.session.realm_id]["counters"].clone()
    }

    /// Switches custom document numbers on.
    pub(crate) async fn custom_numbers(&self) {
        self.prefer(json!({"SalesFormsPrefs": {"CustomTxnNumbers": true}})).await;
    }

    /// Changes preferences.
    pub(crate) async fn prefer(&self, groups: Value) {
        let token = self.get("preferences").await.object("Preferences")["SyncToken"].clone();
        let mut body = json!({"Id": "1", "SyncToken": token, "sparse": true});
        body.as_object_mut().unwrap().extend(groups.as_object().unwrap().clone());
        self.post("preferences", body).await.object("Preferences");
    }

    pub(crate) async fn customer(&self, name: &str) -> Value {
        self.post("customer", json!({"DisplayName": name})).await.object("Customer")
    }

    /// An invoice of one untaxed line for the customer.
    pub(crate) async fn invoice(&self, customer: &str, amount: &str) -> Value {
        self.post("invoice", invoice(customer, amount)).await.object("Invoice")
    }

    /// A payment of the customer that pays the invoice.
    pub(crate) async fn payment(&self, customer: &str, invoice: &str, amount: &str) -> Value {
        self.post("payment", payment(customer, invoice, amount)).await.object("Payment")
    }

    pub(crate) async fn read(&self, entity: &str, id: &str) -> Value {
        let reply = self.get(&format!("{}/{id}", entity.to_lowercase())).await;
        reply.object(entity)
    }
}

/// The body of an invoice of one line.
pub(crate) fn invoice(customer: &str, amount: &str) -> Value {
    json!({"CustomerRef": {"value": customer}, "Line": [line(amount)]})
}

/// An item line of the item Services, which is not taxed.
pub(crate) fn line(amount: &str) -> Value {
    json!({
        "DetailType": "SalesItemLineDetail",
        "Amount": number(amount),
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    })
}

/// The body of a payment with one line.
pub(crate) fn payment(customer: &str, invoice: &str, amount: &str) -> Value {
    json!({
        "CustomerRef": {"value": customer},
        "TotalAmt": number(amount),
        "Line": [{"Amount": number(amount), "LinkedTxn": [{"TxnId": invoice, "TxnType": "Invoice"}]}],
    })
}

/// A JSON number, exactly as written.
pub(crate) fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The text of a member.
#[track_caller]
pub(crate) fn text<'a>(object: &'a Value, member: &str) -> &'a str {
    object[member].as_str().unwrap_or_else(|| panic!("no text {member} in {object}"))
}

/// A number as it was printed.
#[track_caller]
pub(crate) fn printed(value: &Value) -> String {
    assert!(value.is_number(), "{value} is no number");
    value.to_string()
}
