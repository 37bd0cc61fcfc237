//! What was acknowledged, and whether the books have it.

use anyhow::{Result, ensure};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::act::Act;
use crate::agreement::{Books, is_cancelled};
use crate::api::{Answer, decimal, id};

/// What was acknowledged.
#[derive(Debug, Default)]
pub(in super::super) struct Saved {
    /// Requests that were answered.
    pub(in super::super) answers: usize,
    /// Requests that were not.
    pub(in super::super) unanswered: usize,
    /// Refunds that were entered, whether they are still there or not.
    pub(in super::super) refunds: usize,
    /// Purchase orders that were received in full.
    pub(in super::super) receipts: usize,
    pub(super) customers: Vec<Uuid>,
    pub(super) suppliers: Vec<Uuid>,
    pub(super) invoices: Beliefs,
    pub(super) orders: Beliefs,
    /// Payments and refunds.
    pub(super) money: Beliefs,
    /// The invoice that money is on.
    pub(super) invoice_of: BTreeMap<Uuid, Uuid>,
}

/// By record.
type Beliefs = BTreeMap<Uuid, Belief>;

/// What a record should be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    /// There, with this total or amount.
    There(Decimal),
    /// There, and counts for nothing.
    Cancelled,
    /// Gone.
    Gone,
    /// Nobody can tell.
    Unknown,
}

impl Saved {
    /// Notes an answer. A refusal changes nothing.
    pub(super) fn acknowledge(&mut self, act: &Act, answer: &Answer) -> Result<()> {
        let Answer { status, body } = answer;
        if act.may_be_refused() && *status == 422 {
            return Ok(());
        }
        ensure!(*status == 200, "the program answered {status}: {body}");
        match act {
            Act::Customer => self.customers.push(id(&body["customer"]["id"])?),
            Act::Supplier => self.suppliers.push(id(&body["customer"]["id"])?),
            Act::Rename(_) | Act::Place(_) => {}
            Act::Receive(_) => self.receipts += 1,
            Act::Invoice(_) => told(&mut self.invoices, &body["document"])?,
            Act::Edit(id) => told(self.documents(*id), &body["document"])?,
            Act::Order(_) => told(&mut self.orders, &body["document"])?,
            Act::Pay(invoice, amount) => {
                let money = id(&body["transaction"]["id"])?;
                self.refunds += usize::from(amount.is_sign_negative());
                self.money.insert(money, Belief::There(*amount));
                self.invoice_of.insert(money, *invoice);
            }
            Act::Delete(_) | Act::TakeBack(_) | Act::Reset(_) => self.touch(act, Belief::Gone),
            Act::Cancel(_) => self.touch(act, Belief::Cancelled),
        }
        Ok(())
    }

    /// Notes that a request had no answer.
    pub(super) fn forget(&mut self, act: &Act) {
        self.touch(act, Belief::Unknown);
    }

    /// The invoices or orders, whichever have this one.
    fn documents(&mut self, id: Uuid) -> &mut Beliefs {
        if self.orders.contains_key(&id) { &mut self.orders } else { &mut self.invoices }
    }

    /// What an act is about is like this now.
    fn touch(&mut self, act: &Act, belief: Belief) {
        match act {
            Act::Edit(id) | Act::Delete(id) | Act::Cancel(id) => {
                self.documents(*id).insert(*id, belief);
            }
            Act::TakeBack(id) => {
                self.money.insert(*id, belief);
            }
            Act::Reset(id) => {
                let of_invoice = self.invoice_of.iter().filter(|&(_, invoice)| invoice == id);
                self.money.extend(of_invoice.map(|(&money, _)| (money, belief)));
            }
            Act::Customer
            | Act::Supplier
            | Act::Rename(_)
            | Act::Invoice(_)
            | Act::Order(_)
            | Act::Place(_)
            | Act::Receive(_)
            | Act::Pay(..) => {}
        }
    }

    /// A line for each record that the books don't have as it was acknowledged.
    pub(in super::super) fn lost_in(&self, books: &Books) -> Vec<String> {
        let contacts: Vec<_> = books.customers.iter().chain(&books.suppliers).map(|row| &row["id"]).collect();
        let saved = self.customers.iter().chain(&self.suppliers);
        let missing = saved.filter(|id| !contacts.iter().any(|row| row.as_str() == Some(&id.to_string())));
        let mut lost: Vec<_> = missing.map(|id| format!("contact {id}")).collect();
        lost.extend(wrong("invoice", &self.invoices, &held(&books.invoices, "total_price")));
        lost.extend(wrong("order", &self.orders, &held(&books.orders, "total_price")));
        lost.extend(wrong("money", &self.money, &held(&books.money(), "amount")));
        lost
    }
}

/// What counts, and its amount.
pub(super) fn counting(beliefs: &Beliefs) -> Vec<(Uuid, Decimal)> {
    let there = beliefs.iter().filter_map(|(id, belief)| match belief {
        Belief::There(amount) => Some((*id, *amount)),
        Belief::Cancelled | Belief::Gone | Belief::Unknown => None,
    });
    there.collect()
}

fn told(beliefs: &mut Beliefs, document: &Value) -> Result<()> {
    beliefs.insert(id(&document["id"])?, Belief::There(decimal(&document["total_price"])));
    Ok(())
}

fn held(rows: &[Value], amount: &str) -> BTreeMap<String, Belief> {
    let belief =
        |row| if is_cancelled(row) { Belief::Cancelled } else { Belief::There(decimal(&row[amount])) };
    rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), belief(row))).collect()
}

fn wrong(what: &str, beliefs: &Beliefs, held: &BTreeMap<String, Belief>) -> Vec<String> {
    let told = beliefs.iter().filter_map(|(id, belief)| {
        let held = held.get(&id.to_string()).copied().unwrap_or(Belief::Gone);
        let right = *belief == Belief::Unknown || *belief == held;
        (!right).then(|| format!("{what} {id}: {belief:?} was acknowledged, the books have {held:?}"))
    });
    told.collect()
}
