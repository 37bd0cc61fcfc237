//! What is sold in the bench, and to whom: entered once, then invoiced over and over.

use anyhow::{Context, Result};
use live::{Api, Resource};
use serde_json::{Value, json};

/// Customers, in turn.
const CUSTOMERS: usize = 20;
/// Items, in turn.
const ITEMS: usize = 20;

/// Customers and items.
#[derive(Debug)]
pub(crate) struct Shop {
    customers: Vec<Value>,
    items: Vec<Value>,
}

impl Shop {
    /// Enters customers and items.
    pub(crate) async fn open(api: &Api) -> Result<Self> {
        let category = api.add(Resource::CATEGORIES, json!({"name": "Tableware"})).await?;
        let (mut customers, mut items) = (Vec::new(), Vec::new());
        for number in 1..=CUSTOMERS {
            let customer =
                json!({"context_id": 2, "name": format!("Customer {number}"), "billing_city": "Lyon"});
            customers.push(api.add(Resource::CUSTOMERS, customer).await?["id"].take());
        }
        for number in 1..=ITEMS {
            let item = json!({"name": format!("Bowl {number}"), "sku": format!("B-{number}"), "multiple": 1,
                "quantity": 100_000, "price": "18.50", "category_id": category["id"]});
            items.push(api.add(Resource::ITEMS, item).await?["id"].take());
        }
        Ok(Self { customers, items })
    }

    /// Saves an invoice with three lines, one of them discounted. Gives its number.
    pub(crate) async fn sell(&self, api: &Api, turn: usize) -> Result<String> {
        let of =
            |rows: &[Value], turn: usize| rows.get(turn % rows.len().max(1)).cloned().unwrap_or_default();
        let invoice = json!({
            "context_id": 5,
            "customer_id": of(&self.customers, turn),
            "issue_date": "2026-11-23",
            "document_items": [
                {"item_id": of(&self.items, turn), "quantity": 12, "price": "18.50", "discount_percent": 10},
                {"item_id": of(&self.items, turn + 7), "quantity": 3, "price": "4.95"},
                {"name": "Delivery", "quantity": 1, "price": "35.00"},
            ],
        });
        let saved = api.add(Resource::DOCUMENTS, invoice).await?;
        Ok(saved["document_number"].as_i64().context("an invoice without a number")?.to_string())
    }
}
