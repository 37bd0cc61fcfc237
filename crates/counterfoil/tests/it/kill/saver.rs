//! Somebody who saves all the time, whether the program is there or not, and remembers what was acknowledged.
//!
//! A request without an answer may have been done or not, so what it was about is not known from then on.

use anyhow::{Result, ensure};
use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;
use uuid::Uuid;

use super::draw::Draw;
use crate::agreement::Books;
use crate::api::{Answer, Api, decimal, id, invoice};

/// The pause between two requests.
const PAUSE: Duration = Duration::from_millis(15);
/// How long to look away while the program is not there.
const ABSENCE: Duration = Duration::from_millis(5);

/// Who saves.
pub(super) struct Saver {
    api: Api,
    addresses: watch::Receiver<Option<Url>>,
    draw: Draw,
    names: u64,
    saved: Saved,
}

/// What was acknowledged.
#[derive(Debug, Default)]
pub(super) struct Saved {
    /// Requests that were answered.
    pub(super) answers: usize,
    /// Requests that were not.
    pub(super) unanswered: usize,
    customers: Vec<Uuid>,
    invoices: BTreeMap<Uuid, Belief>,
    payments: BTreeMap<Uuid, Belief>,
}

/// What a record should be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    /// There, with this total or amount.
    There(Decimal),
    /// Gone.
    Gone,
    /// Nobody can tell.
    Unknown,
}

/// What to do next.
enum Act {
    Customer,
    Rename(Uuid),
    Invoice(Uuid),
    Edit(Uuid),
    Delete(Uuid),
    Pay(Uuid, Decimal),
    TakeBack(Uuid),
}

impl Saver {
    pub(super) fn new(api: Api, addresses: watch::Receiver<Option<Url>>, draw: Draw) -> Self {
        Self { api, addresses, draw, names: 0, saved: Saved::default() }
    }

    /// Saves until it is told to stop.
    pub(super) async fn run(mut self, stopped: watch::Receiver<bool>) -> Result<Saved> {
        while !*stopped.borrow() {
            let address = self.addresses.borrow_and_update().clone();
            let Some(address) = address else {
                sleep(ABSENCE).await;
                continue;
            };
            self.api = self.api.moved(&address)?;
            let act = self.next_act();
            self.perform(act).await?;
            sleep(PAUSE).await;
        }
        Ok(self.saved)
    }

    fn next_act(&self) -> Act {
        let (draw, saved) = (&self.draw, &self.saved);
        let Some(&customer) = draw.one(&saved.customers) else { return Act::Customer };
        let invoice = draw.one(&there(&saved.invoices)).copied();
        let payment = draw.one(&there(&saved.payments)).copied();
        match (draw.below(20), invoice, payment) {
            (0..=1, ..) => Act::Customer,
            (2, ..) => Act::Rename(customer),
            (3..=5, Some((invoice, _)), _) => Act::Edit(invoice),
            (6, Some((invoice, _)), _) => Act::Delete(invoice),
            (7..=9, Some((invoice, total)), _) => Act::Pay(invoice, total),
            (10, Some((invoice, total)), _) => Act::Pay(invoice, (total / Decimal::TWO).round_dp(2)),
            (11, _, Some((payment, _))) => Act::TakeBack(payment),
            _ => Act::Invoice(customer),
        }
    }

    async fn perform(&mut self, act: Act) -> Result<()> {
        let (method, path, body) = self.request(&act);
        match self.api.ask(method, &path, body.map(|body| body.to_string())).await {
            Ok(answer) => {
                self.saved.answers += 1;
                self.saved.acknowledge(&act, &answer)
            }
            Err(_) => {
                self.saved.unanswered += 1;
                self.saved.forget(&act);
                Ok(())
            }
        }
    }

    fn request(&mut self, act: &Act) -> (Method, String, Option<Value>) {
        self.names += 1;
        let quantity = 1 + self.draw.below(9);
        let price = format!("{}.{:02}", self.draw.below(90), 1 + self.draw.below(99));
        match act {
            Act::Customer => {
                let body = json!({"customer": {"context_id": 2, "name": format!("Customer {}", self.names)}});
                (Method::POST, "customers.json".to_owned(), Some(body))
            }
            Act::Rename(id) => {
                let body = json!({"customer": {"context_id": 2, "name": format!("Renamed {}", self.names)}});
                (Method::PUT, format!("customers/{id}.json"), Some(body))
            }
            Act::Invoice(customer) => {
                (Method::POST, "documents.json".to_owned(), Some(invoice(*customer, quantity, &price)))
            }
            Act::Edit(id) => {
                let lines = json!([{"name": "Consulting", "quantity": quantity, "price": price}]);
                let body = json!({"document": {"document_items": lines}});
                (Method::PUT, format!("documents/{id}.json"), Some(body))
            }
            Act::Delete(id) => (Method::DELETE, format!("documents/{id}.json"), None),
            Act::Pay(id, amount) => {
                let body = json!({"transaction": {"document_id": id, "amount": amount.to_string(), "reference": "Cash", "transaction_date": "2026-11-21"}});
                (Method::POST, "transactions.json".to_owned(), Some(body))
            }
            Act::TakeBack(id) => (Method::DELETE, format!("transactions/{id}.json"), None),
        }
    }
}

impl Saved {
    fn acknowledge(&mut self, act: &Act, answer: &Answer) -> Result<()> {
        let Answer { status, body } = answer;
        // An invoice with money on it can't be deleted, nor can more be paid than is due.
        if matches!((act, status), (Act::Edit(_) | Act::Delete(_) | Act::Pay(..) | Act::TakeBack(_), 422)) {
            return Ok(());
        }
        ensure!(*status == 200, "the program answered {status}: {body}");
        match act {
            Act::Customer => self.customers.push(id(&body["customer"]["id"])?),
            Act::Rename(_) => {}
            Act::Invoice(_) | Act::Edit(_) => {
                let document = &body["document"];
                let total = Belief::There(decimal(&document["total_price"]));
                self.invoices.insert(id(&document["id"])?, total);
            }
            Act::Delete(id) => {
                self.invoices.insert(*id, Belief::Gone);
            }
            Act::Pay(_, amount) => {
                let amount = Belief::There(*amount);
                self.payments.insert(id(&body["transaction"]["id"])?, amount);
            }
            Act::TakeBack(id) => {
                self.payments.insert(*id, Belief::Gone);
            }
        }
        Ok(())
    }

    /// Notes that a request had no answer.
    fn forget(&mut self, act: &Act) {
        match act {
            Act::Customer | Act::Rename(_) | Act::Invoice(_) | Act::Pay(..) => {}
            Act::Edit(id) | Act::Delete(id) => {
                self.invoices.insert(*id, Belief::Unknown);
            }
            Act::TakeBack(id) => {
                self.payments.insert(*id, Belief::Unknown);
            }
        }
    }

    /// A line for each record that the books don't have as it was acknowledged.
    pub(super) fn lost_in(&self, books: &Books) -> Vec<String> {
        let held = |rows: &[Value], amount: &'static str| -> BTreeMap<String, Decimal> {
            rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), decimal(&row[amount]))).collect()
        };
        let invoices = held(&books.invoices, "total_price");
        let payments: Vec<Value> =
            books.invoices.iter().flat_map(|row| row["transactions"].as_array().cloned().unwrap()).collect();
        let payments = held(&payments, "amount");
        let customers = held(&books.customers, "document_count");
        let missing = self.customers.iter().filter(|id| !customers.contains_key(&id.to_string()));
        let mut lost: Vec<_> = missing.map(|id| format!("customer {id}")).collect();
        lost.extend(wrong("invoice", &self.invoices, &invoices));
        lost.extend(wrong("payment", &self.payments, &payments));
        lost
    }
}

fn wrong(what: &str, beliefs: &BTreeMap<Uuid, Belief>, held: &BTreeMap<String, Decimal>) -> Vec<String> {
    let told = beliefs.iter().filter_map(|(id, belief)| {
        let held = held.get(&id.to_string()).copied();
        let right = match belief {
            Belief::There(amount) => held == Some(*amount),
            Belief::Gone => held.is_none(),
            Belief::Unknown => true,
        };
        (!right).then(|| format!("{what} {id}: {belief:?} was acknowledged, the books have {held:?}"))
    });
    told.collect()
}

fn there(beliefs: &BTreeMap<Uuid, Belief>) -> Vec<(Uuid, Decimal)> {
    let there = beliefs.iter().filter_map(|(id, belief)| match belief {
        Belief::There(amount) => Some((*id, *amount)),
        Belief::Gone | Belief::Unknown => None,
    });
    there.collect()
}
