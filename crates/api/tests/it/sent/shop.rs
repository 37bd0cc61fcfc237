//! A company, what clients ask of it, and what its QuickBooks company then holds.

use crate::integrations::send;
use anyhow::{Context, Result, ensure};
use axum::http::{Method, StatusCode};
use domain::Currency;
use domain::company::DiscountOrder;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::{Seed, Stack};

pub(super) const CUSTOMERS: &str = "/customers.json";
pub(super) const DOCUMENTS: &str = "/documents.json";
pub(super) const SETTINGS: &str = "/integrations/quickbooks/settings.json";

/// A company and its QuickBooks company.
pub(super) struct Shop {
    pub(super) stack: Stack,
}

impl Shop {
    /// In the United States, with the sandbox's books in QuickBooks, connected and switched on.
    pub(super) async fn open(db: &TestDb) -> Result<Self> {
        Ok(Self { stack: Stack::enabled(db).await? })
    }

    /// The same with an empty QuickBooks company, and books in its currency.
    pub(super) async fn abroad(db: &TestDb, seed: Seed, currency: &str) -> Result<Self> {
        let currency = Currency::from_code(currency).context("no currency")?;
        Ok(Self { stack: Stack::abroad(db, seed, currency, DiscountOrder::BeforeTax).await? })
    }

    /// The same as [`Shop::open`], but not switched on.
    pub(super) async fn connected(db: &TestDb) -> Result<Self> {
        let stack = Stack::unconnected(db).await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        Ok(Self { stack })
    }

    /// Switches on, a minute later.
    pub(super) async fn enable(&self) -> Result<()> {
        self.stack.clock.advance(SignedDuration::from_mins(1));
        self.stack.engine.enable(self.stack.actor.company_id).await?;
        self.stack.settle().await
    }

    pub(super) async fn disable(&self) -> Result<()> {
        Ok(self.stack.engine.disable(self.stack.actor.company_id).await?)
    }

    /// A request that is granted. Gives the record in the answer.
    pub(super) async fn ask(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let (status, mut answer) = send(&self.stack, method, path, body).await;
        ensure!(status == StatusCode::OK, "{path}: {status}, {answer}");
        let record =
            answer.as_object_mut().and_then(|members| members.values_mut().find(|each| each.is_object()));
        Ok(record.map(Value::take).unwrap_or_default())
    }

    /// A request that is refused. Gives what is wrong with each field.
    pub(super) async fn refused(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let (status, mut answer) = send(&self.stack, method, path, body).await;
        ensure!(status == StatusCode::UNPROCESSABLE_ENTITY, "{path}: {status}, {answer}");
        Ok(answer["message"]["errors"].take())
    }

    pub(super) async fn delete(&self, path: &str) -> Result<()> {
        self.ask(Method::DELETE, path, Value::Null).await.map(drop)
    }

    /// A new contact with these members.
    pub(super) async fn contact(&self, contact: Value) -> Result<Value> {
        self.ask(Method::POST, CUSTOMERS, json!({ "customer": contact })).await
    }

    pub(super) async fn customer(&self, name: &str) -> Result<Value> {
        self.contact(json!({ "context_id": 2, "name": name })).await
    }

    pub(super) async fn supplier(&self, name: &str) -> Result<Value> {
        self.contact(json!({ "context_id": 10, "name": name })).await
    }

    pub(super) async fn edit_contact(&self, row: &Value, members: Value) -> Result<()> {
        self.ask(Method::PUT, &contact_path(row), json!({ "customer": members })).await.map(drop)
    }

    /// A new document with these members, of 20 November.
    pub(super) async fn document(&self, mut members: Value) -> Result<Value> {
        members["issue_date"] = "2026-11-20".into();
        self.ask(Method::POST, DOCUMENTS, json!({ "document": members })).await
    }

    pub(super) async fn invoice(&self, customer: &Value, lines: Value) -> Result<Value> {
        self.document(json!({ "context_id": 5, "customer_id": customer["id"], "document_items": lines }))
            .await
    }

    pub(super) async fn order(&self, supplier: &Value, lines: Value) -> Result<Value> {
        self.document(json!({ "context_id": 11, "customer_id": supplier["id"], "document_items": lines }))
            .await
    }

    pub(super) async fn edit(&self, document: &Value, members: Value) -> Result<Value> {
        self.ask(Method::PUT, &document_path(document), json!({ "document": members })).await
    }

    /// `cancel`, `reset` or `receive`.
    pub(super) async fn act(&self, document: &Value, action: &str) -> Result<Value> {
        self.ask(Method::POST, &action_path(document, action), json!({})).await
    }

    /// A payment, or a refund where the amount is negative, of 22 November.
    pub(super) async fn pay(&self, invoice: &Value, amount: &str, reference: &str) -> Result<Value> {
        let money = json!({ "document_id": invoice["id"], "amount": amount, "reference": reference, "transaction_date": "2026-11-22" });
        self.ask(Method::POST, "/transactions.json", json!({ "transaction": money })).await
    }

    /// Changes settings of the connection.
    pub(super) async fn set(&self, settings: Value) -> Result<()> {
        self.ask(Method::PUT, SETTINGS, json!({ "settings": settings })).await.map(drop)
    }

    /// Everything is sent, and nothing has failed or waits.
    pub(super) async fn settled(&self) -> Result<()> {
        self.stack.settle().await?;
        for status in ["failed", "queued", "running"] {
            let path = format!("/integrations/log.json?compact=true&status={status}");
            let (_, log) = send(&self.stack, Method::GET, &path, Value::Null).await;
            ensure!(log["count"] == "0", "{status}: {:#}", log["log"]);
        }
        Ok(())
    }

    /// The newest entry of the record.
    pub(super) async fn entry(&self, row: &Value) -> Result<Value> {
        let path = format!("/integrations/log.json?compact=true&recordId={}", id(row));
        let (_, mut log) = send(&self.stack, Method::GET, &path, Value::Null).await;
        ensure!(log["count"] != "0", "no entry of {row:#}");
        Ok(log["log"][0].take())
    }

    /// The newest entry of the record fails so before any call. Gives the reason.
    pub(super) async fn fails(&self, row: &Value, code: &str) -> Result<String> {
        self.stack.clear_journal().await?;
        self.stack.settle().await?;
        let entry = self.entry(row).await?;
        ensure!(entry["status"] == "failed" && entry["code"] == code, "{entry:#}");
        ensure!(self.calls().await?.is_empty(), "a call was made: {:#?}", self.calls().await?);
        Ok(entry["reason"].as_str().unwrap_or_default().to_owned())
    }

    /// The writes and searches since the journal was cleared: method and path, without the company.
    pub(super) async fn calls(&self) -> Result<Vec<String>> {
        let word = |entry: &Value, member: &str| entry[member].as_str().unwrap_or_default().to_owned();
        let path = |entry: &Value| word(entry, "path").rsplit('/').next().unwrap_or_default().to_owned();
        let call = |entry: &Value| format!("{} {}", word(entry, "method"), path(entry));
        Ok(self.stack.journal().await?.iter().map(call).collect())
    }

    /// The only entity of this kind in QuickBooks with this value.
    pub(super) async fn there(&self, entity: &str, member: &str, value: &str) -> Result<Value> {
        let mut found = self.stack.remote_where(entity, member, value).await?;
        ensure!(found.len() == 1, "{} of {entity} have the {member} {value}: {found:#?}", found.len());
        Ok(found.remove(0))
    }

    /// The invoice with the number of this one in QuickBooks.
    pub(super) async fn invoice_there(&self, invoice: &Value) -> Result<Value> {
        self.there("Invoice", "DocNumber", &invoice["document_number"].to_string()).await
    }

    pub(super) async fn order_there(&self, order: &Value) -> Result<Value> {
        self.there("PurchaseOrder", "DocNumber", &order["document_number"].to_string()).await
    }

    /// The entities of this kind in QuickBooks that are about the contact of this name.
    pub(super) async fn of(&self, entity: &str, name: &str) -> Result<Vec<Value>> {
        let contact = if matches!(entity, "PurchaseOrder" | "Bill") { "Vendor" } else { "Customer" };
        let id = self.there(contact, "DisplayName", name).await?["Id"].take();
        let mut rows = self.stack.remote(entity).await?;
        rows.retain(|row| {
            ["CustomerRef", "VendorRef", "EntityRef"].iter().any(|member| row[member]["value"] == id)
        });
        Ok(rows)
    }

    /// Somebody deletes it in QuickBooks.
    pub(super) async fn deleted_there(&self, entity: &str, row: &Value) -> Result<()> {
        let path = format!("{entity}?operation=delete");
        let body = json!({ "Id": row["Id"], "SyncToken": row["SyncToken"] });
        self.stack.remote_write(&path, body).await.map(drop)
    }
}

pub(super) fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

pub(super) fn contact_path(row: &Value) -> String {
    format!("/customers/{}.json", id(row))
}

pub(super) fn document_path(row: &Value) -> String {
    format!("/documents/{}.json", id(row))
}

pub(super) fn action_path(row: &Value, action: &str) -> String {
    format!("/documents/{}/{action}.json", id(row))
}

/// A line of work at this price.
pub(super) fn work(price: &str) -> Value {
    json!({ "name": "Work", "quantity": 1, "price": price })
}
