//! What a user does.

use anyhow::Result;
use app::invoices::{Cancel, Delete, Edit, Input, LineInput, Reset};
use app::transactions::ReturnOne;
use testkit::stack::service;

use super::World;

impl World {
    /// Something that a user does. What the books refuse is left undone.
    pub(super) async fn act(&mut self) -> Result<()> {
        match self.draw.below(19) {
            0 | 1 => self.new_customer().await,
            2 => self.edit_customer().await,
            3..=5 => self.new_invoice().await,
            6 | 7 => self.edit_invoice().await,
            8 | 9 => self.pay().await,
            10 | 11 => self.give_back().await,
            12 => self.take_back().await,
            13..=17 => self.buy().await,
            _ => self.end_invoice().await,
        }
    }

    async fn new_customer(&mut self) -> Result<()> {
        self.named += 1;
        // Some names are refused before any call until somebody mends them.
        let mark = if self.draw.one_in(6) { ":" } else { "" };
        let customer = self.stack.customer(&format!("Walker{mark} {}", self.named)).await?;
        self.customers.push(customer.id);
        Ok(())
    }

    async fn edit_customer(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.customers) else { return Ok(()) };
        if self.draw.one_in(5) {
            let deleted = self.stack.app.run(self.stack.actor, app::contacts::Delete { id }).await;
            if deleted.is_ok() {
                self.customers.retain(|customer| *customer != id);
            }
            return Ok(());
        }
        self.named += 1;
        let (number, rename) = (self.named, self.draw.one_in(2));
        let edit = move |contact: &mut domain::contact::Contact| {
            contact.details.phone = number.to_string();
            if rename {
                contact.details.name = format!("Walker {number}");
            }
        };
        self.stack.edit_contact(id, edit).await
    }

    async fn new_invoice(&mut self) -> Result<()> {
        let Some(customer) = self.draw.of(&self.customers) else { return Ok(()) };
        let lines = self.lines();
        self.invoices.push(self.stack.invoice(customer, lines).await?.filed.document.id);
        Ok(())
    }

    async fn edit_invoice(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.invoices) else { return Ok(()) };
        let contact_id = if self.draw.one_in(4) { self.draw.of(&self.customers) } else { None };
        let input = Input { contact_id, lines: Some(self.lines()), ..Input::default() };
        let _refused = self.stack.app.run(self.stack.actor, Edit { id, input }).await;
        Ok(())
    }

    async fn pay(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.invoices) else { return Ok(()) };
        let amount = format!("{}.{:02}", self.draw.below(20), self.draw.below(100));
        if let Ok(payment) = self.stack.pay(id, &amount).await {
            self.payments.push(payment);
        }
        Ok(())
    }

    async fn give_back(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.invoices) else { return Ok(()) };
        let amount = format!("-{}.{:02}", self.draw.below(12), self.draw.below(100));
        if let Ok(refund) = self.stack.pay(id, &amount).await {
            self.refunds.push(refund);
        }
        Ok(())
    }

    async fn take_back(&mut self) -> Result<()> {
        if self.draw.one_in(2) {
            let money = if self.draw.one_in(3) { &self.refunds } else { &self.payments };
            let Some(id) = self.draw.of(money) else { return Ok(()) };
            let _refused = self.stack.app.run(self.stack.actor, ReturnOne { id }).await;
        } else if let Some(id) = self.draw.of(&self.invoices) {
            self.stack.app.run(self.stack.actor, Reset { id }).await?;
        }
        Ok(())
    }

    /// Often the money goes first, in the same breath.
    async fn end_invoice(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.invoices) else { return Ok(()) };
        if self.draw.one_in(2) {
            self.stack.app.run(self.stack.actor, Reset { id }).await?;
        }
        if self.draw.one_in(3) {
            let _refused = self.stack.app.run(self.stack.actor, Cancel { id }).await;
        } else if self.stack.app.run(self.stack.actor, Delete { id }).await.is_ok() {
            self.invoices.retain(|invoice| *invoice != id);
        }
        Ok(())
    }

    pub(super) fn lines(&mut self) -> Vec<LineInput> {
        let count = 1 + self.draw.below(3);
        let mut lines = Vec::new();
        for _ in 0..count {
            let quantity = format!("{}.{}", 1 + self.draw.below(4), self.draw.below(10));
            let price = format!("{}.{:03}", self.draw.below(30), self.draw.below(1000));
            lines.push(service("Walk", &quantity, &price));
        }
        lines
    }
}
