//! A server to ask: the whole router over a test's database, with two companies and a key for each.

use app::{Actor, App, NoOutbox, Parts, auth, companies};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clock::{SeededRandomness, SequentialIds, SteppedClock};
use domain::Currency;
use domain::company::DiscountOrder;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::sync::Arc;
use testkit::databases::TestDb;
use testkit::engine::unconnected;
use tower::ServiceExt;

/// The most bytes of an answer that a test looks at.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// The API over one test's database.
pub(crate) struct Server {
    router: Router,
    authorization: String,
    pub(crate) app: App,
    pub(crate) actor: Actor,
    pub(crate) clock: SteppedClock,
    /// Kept so that the database lives as long as the server.
    pub(crate) db: TestDb,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Server {
    /// A server with one company. The clock stands still.
    pub(crate) async fn on(db: TestDb) -> Self {
        let clock = SteppedClock::new("2026-11-23T09:30:00Z".parse().unwrap());
        let app = App::new(Parts {
            db: db.clone(),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SequentialIds::default()),
            randomness: Arc::new(SeededRandomness::new(7)),
            outbox: Arc::new(NoOutbox),
        });
        let (actor, authorization) = company(&app, "ada@example.com").await;
        Self {
            router: api::router(app.clone(), unconnected(db.clone(), Arc::new(clock.clone()))),
            authorization,
            app,
            actor,
            clock,
            db,
        }
    }

    /// The same server as somebody of another company sees it.
    pub(crate) async fn stranger(&self) -> Stranger {
        let (_, authorization) = company(&self.app, "eve@example.com").await;
        Stranger { router: self.router.clone(), authorization }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, Body::from(body.to_string())).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PUT, path, Body::from(body.to_string())).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, Body::empty()).await
    }

    /// A request with the key. `path` is what follows `/api/2.0`.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        self.ask_as(Some(&self.authorization), method, path, body).await
    }

    /// A request with this `Authorization` header, or with none.
    pub(crate) async fn ask_as(
        &self,
        authorization: Option<&str>,
        method: Method,
        path: &str,
        body: impl Into<Body>,
    ) -> Answer {
        ask(&self.router, authorization, method, path, body.into()).await
    }
}

/// Somebody of another company.
pub(crate) struct Stranger {
    router: Router,
    authorization: String,
}

impl Stranger {
    pub(crate) async fn ask(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        ask(&self.router, Some(&self.authorization), method, path, body.into()).await
    }
}

impl Answer {
    /// The body, when the status is the expected one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self.body
    }

    /// The fields that are refused with 422, in alphabetical order.
    #[track_caller]
    pub(crate) fn refused(self) -> Vec<String> {
        let body = self.expect(422);
        let errors = body["message"]["errors"].as_object().unwrap_or_else(|| panic!("no errors in {body}"));
        errors.keys().cloned().collect()
    }
}

async fn company(app: &App, email: &str) -> (Actor, String) {
    let new = companies::NewCompany {
        name: "Leaf & Kettle".to_owned(),
        currency: Currency::USD,
        discount: DiscountOrder::BeforeTax,
    };
    let company = companies::create(app, new).await.unwrap();
    let user = companies::NewUser {
        email: email.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Leaf".to_owned(),
        password: "correct horse".to_owned().into(),
    };
    let actor = Actor::from(&companies::create_user(app, company.id, user).await.unwrap());
    let key = auth::create_key(app, actor).await.unwrap();
    (actor, basic(key.expose_secret()))
}

/// The header of a key.
pub(crate) fn basic(key: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{key}:x")))
}

async fn ask(router: &Router, authorization: Option<&str>, method: Method, path: &str, body: Body) -> Answer {
    let mut request = Request::builder().method(method).uri(format!("/api/2.0{path}"));
    if let Some(value) = authorization {
        request = request.header(AUTHORIZATION, value);
    }
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, MAX_ANSWER).await.unwrap();
    let body = serde_json::from_slice(&bytes)
        .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&bytes)));
    Answer { status: parts.status, headers: parts.headers, body }
}
