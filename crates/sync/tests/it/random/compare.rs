//! Both sides, record by record.

use anyhow::{Result, ensure};
use app::invoices::View;
use domain::Money;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use sync::log::{Filter, Status};
use testkit::stack::Stack;

use super::World;

/// How many entities of each kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    invoices: usize,
    payments: usize,
    purchases: usize,
    orders: usize,
    bills: usize,
    receipts: usize,
}

impl Counts {
    pub(super) async fn of(stack: &Stack) -> Result<Self> {
        Ok(Self {
            invoices: stack.remote("Invoice").await?.len(),
            payments: stack.remote("Payment").await?.len(),
            purchases: stack.remote("Purchase").await?.len(),
            orders: stack.remote("PurchaseOrder").await?.len(),
            bills: stack.remote("Bill").await?.len(),
            receipts: stack.remote("RefundReceipt").await?.len(),
        })
    }
}

pub(super) fn amount(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_default()
}

impl World {
    pub(super) async fn compare(&self) -> Result<()> {
        self.nothing_is_left_open().await?;
        let mut expected = self.before;
        for id in &self.invoices {
            let view = app::invoices::get(&self.stack.app, self.stack.actor, *id).await?;
            let document = &view.filed.document;
            let found = self.stack.remote_where("Invoice", "DocNumber", &document.number.to_string()).await?;
            expected.invoices += found.len();
            let title = document.title();
            if document.cancelled {
                ensure!(
                    found.iter().all(|row| amount(&row["TotalAmt"]).is_zero()),
                    "{title} is not voided: {found:?}"
                );
                ensure!(found.len() <= 1, "{title} is there {} times", found.len());
                continue;
            }
            ensure!(
                found.len() == 1,
                "{title} is there {} times: {:#?}",
                found.len(),
                self.told_of(*id).await?
            );
            let ours = self.there(&view).map(|money| money.to_decimal(document.currency));
            let theirs = [&found[0]["TotalAmt"], &found[0]["Balance"]].map(amount);
            ensure!(ours == theirs, "{title}: total and balance are {ours:?} here and {theirs:?} there");
        }
        for id in &self.payments {
            expected.payments += usize::from(self.is_in_the_books(*id).await?);
        }
        for id in &self.refunds {
            let refunds = if self.receipts { &mut expected.receipts } else { &mut expected.purchases };
            *refunds += usize::from(self.is_in_the_books(*id).await?);
        }
        expected.orders += self.orders.len();
        expected.bills += self.orders_agree().await?;
        let found = Counts::of(&self.stack).await?;
        ensure!(found == expected, "{found:?} there, and it should be {expected:?}");
        self.customers_owe_what_is_due().await?;
        self.customers_are_there_once().await?;
        self.suppliers_are_there_once().await
    }

    /// What the invoice comes to there, and what is open of it: receipts leave it paid, and it is never less than what was paid.
    fn there(&self, view: &View) -> [Money; 2] {
        let refunds = view.transactions.iter().filter(|money| self.receipts && money.is_refund());
        let paid = view.filed.paid + refunds.map(|refund| -refund.amount).sum();
        let total = view.filed.totals.total().max(paid);
        [total, total - paid]
    }

    /// What the customers owe altogether is what is due on their invoices: no money is left over on a payment or refund.
    async fn customers_owe_what_is_due(&self) -> Result<()> {
        let mut ours = BTreeMap::<uuid::Uuid, Decimal>::new();
        for id in &self.invoices {
            let view = app::invoices::get(&self.stack.app, self.stack.actor, *id).await?;
            let document = &view.filed.document;
            if !document.cancelled {
                let [_, due] = self.there(&view);
                *ours.entry(document.contact_id).or_default() += due.to_decimal(document.currency);
            }
        }
        let rows = self.stack.remote("Customer").await?;
        for id in &self.customers {
            let contact = app::contacts::get(&self.stack.app, self.stack.actor, *id).await?;
            let name = contact.details.name.as_str();
            let theirs =
                rows.iter().find(|row| row["DisplayName"] == name).map(|row| amount(&row["Balance"]));
            let ours = ours.get(id).copied().unwrap_or_default();
            ensure!(theirs.unwrap_or_default() == ours, "{name} owes {ours} here and {theirs:?} there");
        }
        Ok(())
    }

    /// The log's entries of a record.
    async fn told_of(&self, id: uuid::Uuid) -> Result<Vec<sync::log::Entry>> {
        Ok(self.stack.log().await?.into_iter().filter(|entry| entry.record.id == id).collect())
    }

    async fn is_in_the_books(&self, payment: uuid::Uuid) -> Result<bool> {
        for id in &self.invoices {
            let view = app::invoices::get(&self.stack.app, self.stack.actor, *id).await?;
            if view.transactions.iter().any(|saved| saved.id == payment) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn customers_are_there_once(&self) -> Result<()> {
        let rows = self.stack.remote("Customer").await?;
        for id in &self.customers {
            let contact = app::contacts::get(&self.stack.app, self.stack.actor, *id).await?;
            let name = contact.details.name.as_str();
            let found = rows.iter().filter(|row| row["DisplayName"] == name).count();
            ensure!(found == 1, "{name} is there {found} times");
        }
        Ok(())
    }

    async fn nothing_is_left_open(&self) -> Result<()> {
        for status in [Status::Queued, Status::Running, Status::Failed] {
            let filter = Filter { status: Some(status), ..Filter::default() };
            let page = self.stack.engine.log(self.stack.actor.company_id, filter, 1, 20).await?;
            let Some(entry) = page.entries.first() else { continue };
            let told = self.told_of(entry.record.id).await?;
            let attempts = self.stack.engine.attempts(self.stack.actor.company_id, entry.id).await?;
            let last = attempts.iter().rev().take(4).collect::<Vec<_>>();
            anyhow::bail!("{} entries are {status:?}, the first of {told:#?} with {last:#?}", page.count);
        }
        Ok(())
    }
}
