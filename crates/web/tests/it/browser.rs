//! A browser without a screen: it keeps one cookie and shows every redirect.

use app::{App, companies};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::Currency;
use domain::company::DiscountOrder;
use sync::Engine;
use testkit::stack::Stack;
use tower::ServiceExt;
use url::form_urlencoded::Serializer;

/// The address and the password of the stack's user.
pub(crate) const EMAIL: &str = "ada@example.com";
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// The most bytes of a page.
const MAX_PAGE: usize = 4 * 1024 * 1024;

/// A browser on the pages.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Browser {
    /// A browser that nobody has signed in with.
    pub(crate) fn on(app: &App, engine: &Engine) -> Self {
        Self::with(app, engine, false)
    }

    /// As [`Browser::on`], on pages that are reached over HTTPS when `secure`.
    pub(crate) fn with(app: &App, engine: &Engine, secure: bool) -> Self {
        let options = web::Options { secure_cookie: secure };
        Self { router: web::router(app.clone(), engine.clone(), options), cookie: None }
    }

    /// A browser that the stack's user is signed in with.
    pub(crate) async fn of(stack: &Stack) -> Self {
        let mut browser = Self::on(&stack.app, &stack.engine);
        browser.sign_in(EMAIL, PASSWORD).await.expect(303);
        browser
    }

    /// A browser that somebody of another company is signed in with.
    pub(crate) async fn of_a_stranger(stack: &Stack) -> Self {
        let company = companies::NewCompany {
            name: "Another company".to_owned(),
            currency: Currency::USD,
            discount: DiscountOrder::default(),
        };
        let company = companies::create(&stack.app, company).await.unwrap();
        let user = companies::NewUser {
            email: "eve@example.com".to_owned(),
            first_name: "Eve".to_owned(),
            last_name: "Stranger".to_owned(),
            password: PASSWORD.into(),
        };
        companies::create_user(&stack.app, company.id, user).await.unwrap();
        let mut browser = Self::on(&stack.app, &stack.engine);
        browser.sign_in("eve@example.com", PASSWORD).await.expect(303);
        browser
    }

    /// Sends the form of the sign-in page and keeps the cookie that comes back.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let answer = self.post("/sign-in", &[("email", email), ("password", password)]).await;
        if let Some(cookie) = answer.headers.get(SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// An empty form with another header, for example `Origin`.
    pub(crate) async fn post_with(&self, path: &str, header: (&str, &str)) -> Answer {
        let request = Request::builder().method(Method::POST).uri(path).header("host", "books.example");
        self.ask(request.header(header.0, header.1).body(Body::empty()).unwrap()).await
    }

    async fn ask(&self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MAX_PAGE).await.unwrap();
        let text = String::from_utf8(bytes.into()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

impl Answer {
    /// The page, when the status is the expected one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.text
    }

    /// Where a 303 leads.
    #[track_caller]
    pub(crate) fn redirect(self) -> String {
        assert_eq!(self.status.as_u16(), 303, "{}", self.text);
        self.header(LOCATION.as_str()).to_owned()
    }

    /// The value of a header; empty when it isn't there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}
