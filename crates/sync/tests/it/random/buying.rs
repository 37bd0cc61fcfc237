//! What a user buys, and both sides of it.

use anyhow::{Result, ensure};
use app::documents::{Delete, Edit, Input, LineInput};
use app::purchase_orders::{MarkAsSent, Receipt, Receive, View};
use domain::Quantity;
use domain::document::DocumentStatus;
use serde_json::Value;
use uuid::Uuid;

use super::World;
use super::compare::amount;

impl World {
    /// Something that a buyer does. What the books refuse is left undone.
    pub(super) async fn buy(&mut self) -> Result<()> {
        match self.draw.below(9) {
            0 => self.new_supplier().await,
            1 => self.edit_supplier().await,
            2 | 3 => self.new_order().await,
            4 => self.edit_order().await,
            5..=7 => self.receive().await,
            _ => self.end_order().await,
        }
    }

    async fn new_supplier(&mut self) -> Result<()> {
        self.named += 1;
        let supplier = self.stack.supplier(&format!("Seller {}", self.named)).await?;
        self.suppliers.push(supplier.id);
        Ok(())
    }

    async fn edit_supplier(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.suppliers) else { return Ok(()) };
        self.named += 1;
        let number = self.named;
        self.stack.edit_contact(id, move |contact| contact.details.name = format!("Seller {number}")).await
    }

    async fn new_order(&mut self) -> Result<()> {
        let Some(supplier) = self.draw.of(&self.suppliers) else { return Ok(()) };
        let lines = self.lines();
        self.orders.push(self.stack.purchase_order(supplier, lines).await?.filed.document.id);
        Ok(())
    }

    /// Some lines are kept, some go, others come.
    async fn edit_order(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.orders) else { return Ok(()) };
        let mut lines = self.lines();
        for (line, kept) in lines.iter_mut().zip(self.order(id).await?.filed.document.lines) {
            if self.draw.one_in(2) {
                *line = LineInput { id: Some(kept.id), ..line.clone() };
            }
        }
        let input = Input { lines: Some(lines), ..Input::default() };
        let _refused = self.stack.app.run(self.stack.actor, Edit { id, input }).await;
        Ok(())
    }

    /// All of it, some of it, or less than had come.
    async fn receive(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.orders) else { return Ok(()) };
        self.stack.app.run(self.stack.actor, MarkAsSent { id, sent: true }).await?;
        let one = i64::from(self.draw.one_in(2)) * 2 - 1;
        let some =
            self.order(id).await?.filed.document.lines.first().map(|line| Receipt {
                line_id: line.id,
                quantity: Quantity::from_millionths(one * 1_000_000),
            });
        let receipts = some.filter(|_| self.draw.one_in(2)).map(|receipt| vec![receipt]);
        let _refused = self.stack.app.run(self.stack.actor, Receive { id, receipts }).await;
        Ok(())
    }

    async fn end_order(&mut self) -> Result<()> {
        let Some(id) = self.draw.of(&self.orders) else { return Ok(()) };
        let _refused = self.stack.app.run(self.stack.actor, MarkAsSent { id, sent: false }).await;
        if self.stack.app.run(self.stack.actor, Delete { id }).await.is_ok() {
            self.orders.retain(|order| *order != id);
        }
        Ok(())
    }

    async fn order(&self, id: Uuid) -> Result<View> {
        Ok(app::documents::get(&self.stack.app, self.stack.actor, id).await?)
    }

    /// Each order is there once, with our total, closed when all of it has come, and then with its bill where bills are made.
    /// Gives how many bills there should be.
    pub(super) async fn orders_agree(&self) -> Result<usize> {
        let mut bills = 0;
        for id in &self.orders {
            let filed = self.order(*id).await?.filed;
            let (title, currency) = (filed.document.title(), filed.document.currency);
            let number = filed.document.number.to_string();
            let found = self.stack.remote_where("PurchaseOrder", "DocNumber", &number).await?;
            ensure!(found.len() == 1, "{title} is there {} times", found.len());
            let (ours, theirs) = (filed.totals.total().to_decimal(currency), amount(&found[0]["TotalAmt"]));
            ensure!(ours == theirs, "{title}: {ours} here and {theirs} there");
            let is_closed = filed.status() == DocumentStatus::ReceivedInFull;
            ensure!(is_closed == (found[0]["POStatus"] == "Closed"), "{title}: {}", found[0]["POStatus"]);
            let linked = found[0]["LinkedTxn"].as_array().map_or(0, Vec::len);
            let is_billed = is_closed && self.billing;
            ensure!(linked == usize::from(is_billed), "{title} has {linked} bills");
            bills += linked;
        }
        Ok(bills)
    }

    /// Suppliers are there once, and are owed what was billed.
    pub(super) async fn suppliers_are_there_once(&self) -> Result<()> {
        let rows: Vec<Value> = self.stack.remote("Vendor").await?;
        for id in &self.suppliers {
            let name = app::contacts::get(&self.stack.app, self.stack.actor, *id).await?.details.name.clone();
            let found: Vec<_> = rows.iter().filter(|row| row["DisplayName"] == name.as_str()).collect();
            ensure!(found.len() == 1, "{name} is there {} times", found.len());
            let mut owed = rust_decimal::Decimal::ZERO;
            for order in &self.orders {
                let filed = self.order(*order).await?.filed;
                let is_billed = self.billing && filed.status() == DocumentStatus::ReceivedInFull;
                if is_billed && filed.document.contact_id == *id {
                    owed += filed.totals.total().to_decimal(filed.document.currency);
                }
            }
            let theirs = amount(&found[0]["Balance"]);
            ensure!(owed == theirs, "{name} is owed {owed} here and {theirs} there");
        }
        Ok(())
    }
}
