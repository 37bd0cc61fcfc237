//! Somebody who saves all the time, whether the program is there or not, and remembers what was acknowledged.
//!
//! A request without an answer may have been done or not, so what it was about is not known from then on.

mod act;
mod saved;

use anyhow::Result;
use rust_decimal::Decimal;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;
use uuid::Uuid;

use super::draw::Draw;
use crate::api::Api;
use act::Act;
use saved::Saved;

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
        let saved = &self.saved;
        let customer = self.draw.one(&saved.customers).copied();
        let supplier = self.draw.one(&saved.suppliers).copied();
        let (Some(customer), Some(supplier)) = (customer, supplier) else { return self.new_contact() };
        let act = match self.draw.below(46) {
            0..=1 => Some(self.new_contact()),
            2 => Some(Act::Rename(customer)),
            3..=5 => self.invoice().map(|(invoice, _)| Act::Edit(invoice)),
            6 => self.invoice().map(|(invoice, _)| Act::Delete(invoice)),
            7 => self.invoice().map(|(invoice, _)| Act::Cancel(invoice)),
            8..=12 => self.invoice().map(|(invoice, total)| Act::Pay(invoice, total)),
            13..=14 => self.invoice().map(|(invoice, total)| Act::Pay(invoice, half(total))),
            15..=18 => self.money().map(|(_, invoice, amount)| Act::Pay(invoice, -amount.abs())),
            19..=22 => self.money().map(|(_, invoice, amount)| Act::Pay(invoice, -half(amount.abs()))),
            23..=25 => self.money().map(|(money, ..)| Act::TakeBack(money)),
            26 => self.money().map(|(_, invoice, _)| Act::Reset(invoice)),
            27..=29 => Some(Act::Order(supplier)),
            30..=31 => self.order().map(Act::Place),
            32..=34 => self.order().map(Act::Receive),
            35 => self.order().map(Act::Edit),
            36 => self.order().map(Act::Delete),
            _ => None,
        };
        act.unwrap_or(Act::Invoice(customer))
    }

    fn new_contact(&self) -> Act {
        if self.saved.suppliers.len() < self.saved.customers.len() { Act::Supplier } else { Act::Customer }
    }

    /// An invoice that counts, and its total.
    fn invoice(&self) -> Option<(Uuid, Decimal)> {
        self.draw.one(&saved::counting(&self.saved.invoices)).copied()
    }

    fn order(&self) -> Option<Uuid> {
        self.draw.one(&saved::counting(&self.saved.orders)).map(|&(order, _)| order)
    }

    /// A payment or refund, its invoice, and its amount.
    fn money(&self) -> Option<(Uuid, Uuid, Decimal)> {
        let (money, amount) = self.draw.one(&saved::counting(&self.saved.money)).copied()?;
        self.saved.invoice_of.get(&money).map(|&invoice| (money, invoice, amount))
    }

    async fn perform(&mut self, act: Act) -> Result<()> {
        self.names += 1;
        let (method, path, body) = act.request(self.names, &self.draw);
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
}

fn half(amount: Decimal) -> Decimal {
    (amount / Decimal::TWO).round_dp(2)
}
