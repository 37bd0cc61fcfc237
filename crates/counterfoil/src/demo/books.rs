//! The demo's records, entered through the public API.

use anyhow::{Context, ensure};
use clock::{Clock, SystemClock};
use reqwest::Client;
use serde_json::{Value, json};
use url::Url;

use super::browser::client;

/// Enters customers, suppliers, items, invoices and payments.
pub(super) async fn fill(base: &Url, key: &str) -> anyhow::Result<()> {
    let api = Api { client: client()?, base: base.join("api/2.0/")?, key: key.to_owned() };
    let maple = api.customer(2, "Maple Street Café", "orders@maplestreet.example").await?;
    let harbor = api.customer(2, "Harbor & Sons Ltd.", "office@harborsons.example").await?;
    let birds = api.customer(2, "Amy's Bird Sanctuary", "Birds@Intuit.com").await?;
    api.customer(10, "Northern Paper Mill", "sales@northernpaper.example").await?;
    api.customer(10, "Glassworks Direct", "hello@glassworks.example").await?;
    let category = api
        .add("categories", "category", json!({"name": "Tableware", "custom_fields": [{"name": "Material", "publish": true, "weight": 1}]}))
        .await?;
    let field = &category["custom_fields"][0]["id"];
    let bowl = api.item(&category, "Stoneware bowl", "BOWL-22", "18.50", field, "Stoneware").await?;
    let glass = api.item(&category, "Water glass", "GLASS-30", "4.95", field, "Glass").await?;
    let first = api
        .invoice(
            &maple,
            json!([{"item_id": bowl["id"], "quantity": 12, "price": "18.50", "discount_percent": 10},
                                {"item_id": glass["id"], "quantity": 48, "price": "4.95"}]),
        )
        .await?;
    let second = api.invoice(&harbor, json!([{"item_id": glass["id"], "quantity": 200, "price": "4.50"}, {"name": "Delivery", "quantity": 1, "price": "35.00"}])).await?;
    api.invoice(&birds, json!([{"item_id": bowl["id"], "quantity": 6, "price": "18.50"}])).await?;
    api.payment(&first, "437.40", "Bank transfer").await?;
    api.payment(&second, "500.00", "Cheque 1188").await
}

fn today() -> jiff::civil::Date {
    SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

struct Api {
    client: Client,
    base: Url,
    key: String,
}

impl Api {
    async fn customer(&self, context: i64, name: &str, email: &str) -> anyhow::Result<Value> {
        let customer = json!({"context_id": context, "name": name, "office_email": email});
        self.add("customers", "customer", customer).await
    }

    async fn item(
        &self,
        category: &Value,
        name: &str,
        sku: &str,
        price: &str,
        field: &Value,
        material: &str,
    ) -> anyhow::Result<Value> {
        let details = json!([{"custom_field_id": field, "value": material}]);
        let item = json!({"name": name, "sku": sku, "price": price, "multiple": 1, "quantity": 500,
            "category_id": category["id"], "item_details": details});
        self.add("items", "item", item).await
    }

    async fn invoice(&self, customer: &Value, lines: Value) -> anyhow::Result<Value> {
        let today = today();
        let document = json!({"context_id": 5, "customer_id": customer["id"], "issue_date": today, "document_items": lines});
        self.add("documents", "document", document).await
    }

    async fn payment(&self, invoice: &Value, amount: &str, reference: &str) -> anyhow::Result<()> {
        let today = today();
        let transaction = json!({"document_id": invoice["id"], "amount": amount, "reference": reference, "transaction_date": today});
        self.add("transactions", "transaction", transaction).await.map(drop)
    }

    /// Adds a record; gives it back as the server has it.
    async fn add(&self, resource: &str, singular: &str, record: Value) -> anyhow::Result<Value> {
        let url = self.base.join(&format!("{resource}.json"))?;
        let body = json!({ singular: record });
        let answer = self.client.post(url).basic_auth(&self.key, Some("x")).json(&body).send().await?;
        let status = answer.status();
        let mut answer: Value =
            answer.json().await.with_context(|| format!("adding to {resource} answered {status}"))?;
        ensure!(status.is_success(), "adding to {resource} answered {status}: {answer}");
        Ok(answer[singular].take())
    }
}
