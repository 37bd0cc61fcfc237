//! The whole thing in one process: application, engine and emulator over one test's database, on a clock that is moved
//! by hand. No sockets, no timers: [`Stack::settle`] carries what can be sent now.

mod books;
pub use books::service;
mod remote;
mod way;

use anyhow::{Context, Result};
use app::{Actor, App, Outbox, auth, companies};
use axum::body::Body;
use axum::http::{Request, header};
use clock::{SeededRandomness, SequentialIds, SteppedClock};
use db::{Db, Tx};
use domain::Currency;
use domain::change::Change;
use domain::company::DiscountOrder;
pub use qbo_emulator::Seed;
use qbo_emulator::{Emulator, Options, Settings};
use quickbooks::{Limits, oauth};
use secrecy::SecretString;
use serde_json::Value;
use std::sync::Arc;
use sync::connection::Connected;
use sync::log::{Entry, Filter, MAX_PAGE_SIZE};
use sync::{Engine, KEY_BYTES, Key, Parts, Service};
use tower::ServiceExt;
use url::Url;
use uuid::Uuid;
use way::Way;

/// The moment at which a stack begins.
pub const START: &str = "2026-11-23T09:30:00Z";
/// As many calls as there are to make, ten at once.
const UNLIMITED: Limits = Limits { requests: usize::MAX, batches: usize::MAX, ..Limits::quickbooks() };
const BASE: &str = "http://127.0.0.1:9";
const CALLBACK: &str = "http://127.0.0.1:8/callback";

/// Application, engine and emulator.
pub struct Stack {
    /// The books.
    pub app: App,
    /// What carries them to QuickBooks.
    pub engine: Engine,
    /// What stands for QuickBooks.
    pub emulator: Emulator,
    /// Everybody's clock.
    pub clock: SteppedClock,
    /// The company and its user.
    pub actor: Actor,
    /// A key of the user for the API.
    pub api_key: SecretString,
    /// The emulator's company.
    pub realm_id: String,
    way: Arc<Way>,
}

#[derive(Debug)]
struct Recorder(Engine);

#[async_trait::async_trait]
impl Outbox for Recorder {
    async fn record(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<(), db::Error> {
        self.0.record(tx, company_id, changes).await
    }

    async fn plan(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<Value, String> {
        let plan = self.0.plan(tx, company_id, changes).await.map_err(|error| error.to_string())?;
        serde_json::to_value(plan).map_err(|error| error.to_string())
    }
}

impl Stack {
    /// A company with empty books over `db`, connected, with custom numbers and the integration on, and settled.
    ///
    /// # Errors
    /// Any part refused, which fails the test.
    pub async fn enabled(db: &Db) -> Result<Self> {
        Self::enabled_with(db, UNLIMITED).await
    }

    /// As [`Stack::enabled`], with an engine that makes no more calls than `limits` allow.
    ///
    /// # Errors
    /// Any part refused, which fails the test.
    pub async fn enabled_with(db: &Db, limits: Limits) -> Result<Self> {
        let stack = Self::unconnected_with(db, limits).await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        Ok(stack)
    }

    /// A company with empty books over `db` that knows no QuickBooks company yet.
    ///
    /// # Errors
    /// Any part refused, which fails the test.
    pub async fn unconnected(db: &Db) -> Result<Self> {
        Self::unconnected_with(db, UNLIMITED).await
    }

    /// As [`Stack::enabled`], of a company elsewhere: with an empty QuickBooks company of that country, books in its
    /// currency, and whole discounts taken off in this order.
    ///
    /// # Errors
    /// Any part refused, which fails the test.
    pub async fn abroad(db: &Db, seed: Seed, currency: Currency, discount: DiscountOrder) -> Result<Self> {
        let stack = Self::of(db, UNLIMITED, seed, currency, discount).await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        Ok(stack)
    }

    async fn unconnected_with(db: &Db, limits: Limits) -> Result<Self> {
        Self::of(db, limits, Seed::SandboxUs, Currency::USD, DiscountOrder::default()).await
    }

    async fn of(
        db: &Db,
        limits: Limits,
        seed: Seed,
        currency: Currency,
        discount: DiscountOrder,
    ) -> Result<Self> {
        let clock = SteppedClock::new(START.parse()?);
        let randomness = Arc::new(SeededRandomness::new(1));
        let settings = Settings { limits: false, ..Settings::default() };
        let options = Options::new(Arc::new(clock.clone()), Arc::clone(&randomness) as _);
        let emulator = Emulator::new(Options { settings, seed, ..options })?;
        let session = emulator.session(BASE);
        let way = Arc::new(Way::to(emulator.router()));
        let ids: Arc<SequentialIds> = Arc::default();
        let service = Service {
            base: Url::parse(BASE)?,
            discovery: Url::parse(&format!("{BASE}/.well-known/openid_configuration"))?,
            app: oauth::App {
                client_id: session.client_id,
                client_secret: session.client_secret.into(),
                redirect_uri: CALLBACK.to_owned(),
            },
        };
        let engine = Engine::new(Parts {
            db: db.clone(),
            clock: Arc::new(clock.clone()),
            ids: Arc::clone(&ids) as _,
            randomness: Arc::clone(&randomness) as _,
            transport: Arc::clone(&way) as _,
            service: Some(service),
            key: Key::new([7; KEY_BYTES]),
            limits,
        });
        let app = App::new(app::Parts {
            db: db.clone(),
            clock: Arc::new(clock.clone()),
            ids,
            randomness,
            outbox: Arc::new(Recorder(engine.clone())),
        });
        let (actor, api_key) = company(&app, "ada@example.com", currency, discount).await?;
        Ok(Self { app, engine, emulator, clock, actor, api_key, realm_id: session.realm_id, way })
    }

    /// Another company on the same server, with a QuickBooks company of its own, as [`Stack::enabled`] leaves it.
    ///
    /// # Errors
    /// Any part refused, which fails the test.
    pub async fn neighbour(&self) -> Result<Self> {
        let realm_id = self.found_remote_company("sandbox-us").await?;
        let (app, engine, emulator) = (self.app.clone(), self.engine.clone(), self.emulator.clone());
        let (actor, api_key) =
            company(&app, "ben@example.com", Currency::USD, DiscountOrder::default()).await?;
        let (clock, way) = (self.clock.clone(), Arc::clone(&self.way));
        let neighbour = Self { app, engine, emulator, clock, actor, api_key, realm_id, way };
        neighbour.connect().await?;
        neighbour.engine.switch_on_custom_numbers(actor.company_id).await?;
        neighbour.engine.enable(actor.company_id).await?;
        neighbour.settle().await?;
        Ok(neighbour)
    }

    /// Goes through the emulator's consent page and back.
    ///
    /// # Errors
    /// The emulator or the engine refused.
    pub async fn connect(&self) -> Result<()> {
        self.connect_to(&self.realm_id).await.map(drop)
    }

    /// As [`Stack::connect`], choosing the QuickBooks company with this realm.
    ///
    /// # Errors
    /// The emulator or the engine refused.
    pub async fn connect_to(&self, realm_id: &str) -> Result<Connected> {
        let consent = self.engine.connect_url(self.actor.company_id).await?;
        let form = format!("{}&realm={}&decision=connect", consent.query().unwrap_or_default(), realm_id);
        let request = Request::post("/connect/oauth2")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))?;
        let answer = self.emulator.router().oneshot(request).await?;
        let location =
            answer.headers().get(header::LOCATION).context("the consent page did not send us back")?;
        let callback = Url::parse(location.to_str()?)?;
        let told = |name: &str| {
            callback
                .query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let (code, realm, state) = (told("code"), told("realmId"), told("state"));
        Ok(self.engine.finish_connect(self.actor.company_id, &code, &realm, &state).await?)
    }

    /// Carries everything that can be sent now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn settle(&self) -> Result<()> {
        Ok(self.engine.drain().await?)
    }

    /// The newest entries of the log, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn log(&self) -> Result<Vec<Entry>> {
        Ok(self.engine.log(self.actor.company_id, Filter::default(), 1, MAX_PAGE_SIZE).await?.entries)
    }

    /// The newest entry of the record.
    ///
    /// # Errors
    /// There is none.
    pub async fn entry_of(&self, record_id: Uuid) -> Result<Entry> {
        let filter = Filter { record_id: Some(record_id), ..Filter::default() };
        let page = self.engine.log(self.actor.company_id, filter, 1, 1).await?;
        page.entries.into_iter().next().context("the record has no entry")
    }

    /// Cuts the way to QuickBooks, or mends it.
    pub fn cut(&self, is_cut: bool) {
        self.way.cut(is_cut);
    }

    /// Lets the next calls reach QuickBooks and loses their answers.
    pub fn lose_answers(&self, calls: usize) {
        self.way.lose_answers(calls);
    }
}

async fn company(
    app: &App,
    email: &str,
    currency: Currency,
    discount: DiscountOrder,
) -> Result<(Actor, SecretString)> {
    let company = companies::NewCompany { name: "Test company".to_owned(), currency, discount };
    let company = companies::create(app, company).await?;
    let user = companies::NewUser {
        email: email.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Tester".to_owned(),
        password: SecretString::from("correct horse battery staple"),
    };
    let user = companies::create_user(app, company.id, user).await?;
    let actor = Actor { company_id: company.id, user_id: user.id };
    let api_key = auth::create_key(app, actor).await?;
    Ok((actor, api_key))
}
