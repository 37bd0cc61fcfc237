//! Books to test on: one company with a user, a clock that stands still, and an outbox that remembers.

use app::{Actor, App, Command, Error, Outbox, Parts, invoices};
use clock::{SeededRandomness, SequentialIds, SteppedClock};
use db::Tx;
use domain::change::Change;
use domain::company::{DiscountOrder, User};
use domain::contact::{ContactDetails, ContactKind};
use domain::{Currency, Percent, Price, Quantity};
use invoices::{Input, LineInput, LineInputKind};
use jiff::civil::{Date, date};
use std::sync::{Arc, Mutex};
use testkit::databases::TestDb;
use uuid::Uuid;

/// The day on every invoice, and of every payment.
pub(crate) const DAY: Date = date(2026, 11, 23);

/// Books of one company.
pub(crate) struct Books {
    pub(crate) app: App,
    pub(crate) actor: Actor,
    pub(crate) clock: SteppedClock,
    pub(crate) db: TestDb,
    told: Arc<Told>,
}

/// An outbox that remembers what it was told.
#[derive(Debug, Default)]
struct Told(Mutex<Vec<Change>>);

#[async_trait::async_trait]
impl Outbox for Told {
    async fn record(&self, _: &mut Tx, _: Uuid, changes: &[Change]) -> Result<(), db::Error> {
        self.0.lock().unwrap().extend_from_slice(changes);
        Ok(())
    }
}

impl Books {
    pub(crate) async fn open(db: TestDb) -> Self {
        let told = Arc::new(Told::default());
        let clock = SteppedClock::new("2026-11-23T09:30:00Z".parse().unwrap());
        let app = App::new(Parts {
            db: db.clone(),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SequentialIds::default()),
            randomness: Arc::new(SeededRandomness::new(1)),
            outbox: told.clone(),
        });
        let actor = company(&app, &db, "first@example.com").await;
        Self { app, actor, clock, db, told }
    }

    /// A user of another company on the same database.
    pub(crate) async fn stranger(&self) -> Actor {
        company(&self.app, &self.db, "second@example.com").await
    }

    pub(crate) async fn run<C: Command>(&self, command: C) -> Result<C::Output, Error> {
        self.app.run(self.actor, command).await
    }

    /// What the outbox was told since the last time, as "action title".
    pub(crate) fn told(&self) -> Vec<String> {
        let changes = std::mem::take(&mut *self.told.0.lock().unwrap());
        changes.iter().map(|change| format!("{} {}", change.action.code(), change.title)).collect()
    }

    pub(crate) async fn contact(&self, kind: ContactKind, name: &str) -> Uuid {
        let details = ContactDetails { name: name.to_owned(), ..ContactDetails::of(kind) };
        self.run(app::contacts::Create { details }).await.unwrap().id
    }

    pub(crate) async fn customer(&self) -> Uuid {
        self.contact(ContactKind::Customer, "Blue Tea House").await
    }

    /// A new invoice to a new customer.
    pub(crate) async fn invoice(&self, lines: Vec<LineInput>) -> invoices::View {
        let input = input(self.customer().await, lines);
        self.run(invoices::Create { input }).await.unwrap()
    }
}

async fn company(app: &App, db: &TestDb, email: &str) -> Actor {
    let new = app::companies::NewCompany {
        name: "Leaf & Kettle".to_owned(),
        currency: Currency::USD,
        discount: DiscountOrder::BeforeTax,
    };
    let company_id = app::companies::create(app, new).await.unwrap().id;
    let user_id = app.next_id();
    let user = User {
        id: user_id,
        company_id,
        email: email.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Leaf".to_owned(),
    };
    // Past the command, which would hash a password for each test.
    let mut tx = db.begin_write().await.unwrap();
    store::users::insert(&mut tx, &user, "no password", app.now()).await.unwrap();
    tx.commit().await.unwrap();
    Actor { company_id, user_id }
}

/// An invoice's input.
pub(crate) fn input(contact_id: Uuid, lines: Vec<LineInput>) -> Input {
    Input { contact_id: Some(contact_id), issue_date: Some(DAY), lines: Some(lines), ..Input::default() }
}

/// A line for work.
pub(crate) fn service(quantity: &str, price: &str) -> LineInput {
    line(LineInputKind::Service, Some(quantity), Some(price))
}

/// A line for units of an item, at the item's price.
pub(crate) fn units(item_id: Uuid, stock_id: Option<i64>, quantity: &str) -> LineInput {
    line(LineInputKind::Item { item_id, stock_id }, Some(quantity), None)
}

pub(crate) fn line(kind: LineInputKind, quantity: Option<&str>, price: Option<&str>) -> LineInput {
    LineInput {
        id: None,
        kind,
        name: if kind == LineInputKind::Service { "Work".to_owned() } else { String::new() },
        description: String::new(),
        quantity: quantity.map(|text| Quantity::new(text.parse().unwrap()).unwrap()),
        price: price.map(|text| Price::new(text.parse().unwrap()).unwrap()),
        cost: None,
        discount: Percent::ZERO,
        tax1: None,
        tax2: None,
        weight: None,
    }
}

/// The fields that an error refuses.
pub(crate) fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result {
        Err(Error::Refused(refusals)) => refusals.iter().map(|refusal| refusal.field.clone()).collect(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}
