//! The emulator on a port of this machine, served by the test itself.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use clock::{OsRandomness, SystemClock};
use qbo_emulator::{Emulator, Options, Seed, Session, Settings};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// How long the port may be in somebody else's hands.
const PORT_WAIT: Duration = Duration::from_secs(20);
const PORT_LOOK: Duration = Duration::from_millis(50);

/// A company of QuickBooks that holds nothing but a bank account, with custom numbers and without limits.
pub(crate) struct QuickBooks {
    emulator: Emulator,
    address: SocketAddr,
    answers_after: Duration,
    serving: Option<Serving>,
}

struct Serving {
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl QuickBooks {
    /// Opens on a free port. Each answer is on its way for `answers_after`, when its effect is there already.
    pub(crate) async fn open(answers_after: Duration) -> Result<Self> {
        let options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
        let settings = Settings { limits: false, ..Settings::default() };
        let emulator = Emulator::new(Options { seed: Seed::EmptyUs, settings, ..options })?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let mut quickbooks = Self { emulator, address, answers_after, serving: None };
        quickbooks.add_bank_account().await?;
        quickbooks.serve(listener);
        Ok(quickbooks)
    }

    /// Lets requests under way end, and refuses new ones from then on: nothing listens at the port.
    pub(crate) async fn close(&mut self) -> Result<()> {
        let Some(serving) = self.serving.take() else { return Ok(()) };
        // Fails only when the emulator has ended by itself, and then its own result tells why.
        let _ = serving.stop.send(());
        Ok(serving.task.await??)
    }

    /// Opens again, on the port it had.
    pub(crate) async fn reopen(&mut self) -> Result<()> {
        let listener = timeout(PORT_WAIT, async {
            loop {
                match TcpListener::bind(self.address).await {
                    Ok(listener) => return listener,
                    Err(_) => sleep(PORT_LOOK).await,
                }
            }
        });
        self.serve(listener.await.context("the port is taken")?);
        Ok(())
    }

    fn serve(&mut self, listener: TcpListener) {
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, self.router()).with_graceful_shutdown(async move {
            // A dropped sender stops it too.
            let _ = stopped.await;
        });
        self.serving = Some(Serving { stop, task: tokio::spawn(server.into_future()) });
    }

    fn router(&self) -> Router {
        let answers_after = self.answers_after;
        self.emulator.router().layer(from_fn(move |request: Request, next: Next| async move {
            let answer = next.run(request).await;
            sleep(answers_after).await;
            answer
        }))
    }

    /// Where it is reached.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What an app needs to know.
    pub(crate) fn session(&self) -> Session {
        self.emulator.session(&self.url())
    }

    /// Every entity of this kind.
    pub(crate) async fn entities(&self, kind: &str) -> Result<Vec<Value>> {
        let mut state = self.control(Method::GET, &format!("state?entity={kind}"), Value::Null).await?;
        let realm = self.session().realm_id;
        let rows = state["companies"][&realm]["entities"][kind].take();
        Ok(serde_json::from_value(rows)?)
    }

    /// How often things happened.
    pub(crate) async fn counters(&self) -> Result<Value> {
        let mut state = self.control(Method::GET, "state?entity=none", Value::Null).await?;
        Ok(state["companies"][&self.session().realm_id]["counters"].take())
    }

    /// Makes trouble.
    pub(crate) async fn trouble(&self, rule: Value) -> Result<()> {
        self.control(Method::POST, "faults", rule).await.map(drop)
    }

    /// Lets an hour and a minute pass there: access tokens have ended by then.
    pub(crate) async fn pass_an_hour(&self) -> Result<()> {
        self.control(Method::POST, "clock", json!({"advance_seconds": 61 * 60})).await.map(drop)
    }

    /// Takes all trouble back.
    pub(crate) async fn no_trouble(&self) -> Result<()> {
        self.control(Method::DELETE, "faults", Value::Null).await.map(drop)
    }

    /// Money is given back from it.
    async fn add_bank_account(&self) -> Result<()> {
        let session = self.session();
        let account = json!({"Name": "Checking", "AccountType": "Bank", "AccountSubType": "Checking"});
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("/v3/company/{}/account", session.realm_id))
            .header("authorization", format!("Bearer {}", session.access_token))
            .header("content-type", "application/json")
            .body(Body::from(account.to_string()))?;
        self.asked(request).await.map(drop)
    }

    async fn control(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder().method(method).uri(format!("/_emulator/{path}")).body(body)?;
        serde_json::from_slice(&self.asked(request).await?).map_err(Into::into)
    }

    async fn asked(&self, request: Request) -> Result<Bytes> {
        let answer = self.emulator.router().oneshot(request).await?;
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await?;
        ensure!(status.is_success(), "the emulator answered {status}: {}", String::from_utf8_lossy(&body));
        Ok(body)
    }
}
