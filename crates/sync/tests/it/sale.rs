//! One invoice and the money on it, on both sides.

use app::transactions::ReturnOne;
use domain::Money;
use rust_decimal::Decimal;
use serde_json::Value;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A customer with one invoice of 100.00, paid as `paid` says.
pub(crate) struct Sale {
    pub(crate) stack: Stack,
    customer: String,
    pub(crate) invoice: Uuid,
    pub(crate) number: i64,
}

impl Sale {
    pub(crate) async fn of(db: &TestDb) -> anyhow::Result<Self> {
        let stack = Stack::enabled(db).await?;
        let customer = stack.customer("Refunded").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "100")]).await?;
        let (invoice, number) = (view.filed.document.id, view.filed.document.number);
        Ok(Self { stack, customer: customer.details.name, invoice, number })
    }

    pub(crate) async fn pay(&self, amount: &str) -> anyhow::Result<Uuid> {
        self.stack.pay(self.invoice, amount).await
    }

    pub(crate) async fn give_back(&self, id: Uuid) -> anyhow::Result<()> {
        self.stack.app.run(self.stack.actor, ReturnOne { id }).await?;
        Ok(())
    }

    /// Everything is sent, and both sides have the same due on the invoice and of the customer.
    pub(crate) async fn agrees_on(&self, due: &str) -> anyhow::Result<()> {
        self.stands_at(due, due).await
    }

    /// Everything is sent, and this much is due on the invoice, and of the customer, `here` and `there`.
    pub(crate) async fn stands_at(&self, here: &str, there: &str) -> anyhow::Result<()> {
        self.stack.settle().await?;
        let page =
            self.stack.engine.log(self.stack.actor.company_id, sync::log::Filter::default(), 1, 100).await?;
        let open: Vec<_> = page.entries.iter().filter(|entry| entry.status != Status::Completed).collect();
        assert!(open.iter().all(|entry| entry.status == Status::Skipped), "{open:#?}");
        let view = app::invoices::get(&self.stack.app, self.stack.actor, self.invoice).await?;
        let ours: Money = view.filed.totals.total() - view.filed.paid;
        assert_eq!(ours.to_decimal(view.filed.document.currency), here.parse::<Decimal>()?, "here");
        let invoice = self.stack.remote_where("Invoice", "DocNumber", &self.number.to_string()).await?;
        assert_eq!(number(&invoice[0]["Balance"]), there.parse::<Decimal>()?, "{invoice:#?}");
        let customer = self.stack.remote_where("Customer", "DisplayName", &self.customer).await?;
        assert_eq!(number(&customer[0]["Balance"]), there.parse::<Decimal>()?, "{customer:#?}");
        Ok(())
    }

    pub(crate) async fn there_are(&self, payments: usize, purchases: usize) -> anyhow::Result<()> {
        assert_eq!(self.ours("Payment").await?.len(), payments);
        assert_eq!(self.ours("Purchase").await?.len(), purchases);
        Ok(())
    }

    /// The entities of this kind for our customer.
    pub(crate) async fn ours(&self, entity: &str) -> anyhow::Result<Vec<Value>> {
        let customer = self.stack.remote_where("Customer", "DisplayName", &self.customer).await?;
        let rows = self.stack.remote(entity).await?;
        let of = |row: &Value| {
            row["CustomerRef"]["value"] == customer[0]["Id"] || row["EntityRef"]["value"] == customer[0]["Id"]
        };
        Ok(rows.into_iter().filter(of).collect())
    }
}

pub(crate) fn number(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_default()
}
