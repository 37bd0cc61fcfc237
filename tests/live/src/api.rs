//! A client of the public API.

use anyhow::{Context, Result, bail};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use crate::http;

/// Rows on a page: as many as every list gives.
const PAGE_SIZE: u32 = 100;
/// Pages that are read of one list: far more than a trial enters.
const PAGES_MAX: u32 = 1_000;

/// A list of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resource {
    path: &'static str,
    plural: &'static str,
    singular: &'static str,
}

impl Resource {
    /// Categories of items.
    pub const CATEGORIES: Self = Self::named("categories", "category");
    /// Customers, prospects and suppliers.
    pub const CUSTOMERS: Self = Self::named("customers", "customer");
    /// Invoices and purchase orders.
    pub const DOCUMENTS: Self = Self::named("documents", "document");
    /// Items.
    pub const ITEMS: Self = Self::named("items", "item");
    /// The integrations log.
    pub const LOG: Self = Self { path: "integrations/log", plural: "log", singular: "entry" };
    /// The connection; its only record is `settings`.
    pub const QUICKBOOKS: Self =
        Self { path: "integrations/quickbooks", plural: "connections", singular: "settings" };
    /// Payments and refunds.
    pub const TRANSACTIONS: Self = Self::named("transactions", "transaction");

    const fn named(plural: &'static str, singular: &'static str) -> Self {
        Self { path: plural, plural, singular }
    }
}

/// A client with a user's key. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Api {
    client: Client,
    base: Url,
    key: SecretString,
}

impl Api {
    pub(crate) fn new(server: &Url, key: SecretString) -> Result<Self> {
        Ok(Self { client: http::client()?, base: server.join("api/2.0/")?, key })
    }

    /// Adds a record; gives it back as the server has it.
    ///
    /// # Errors
    /// The server refused; the text has its answer.
    pub async fn add(&self, resource: Resource, record: Value) -> Result<Value> {
        let body = json!({ resource.singular: record });
        let request = self.client.post(self.url(resource)?).json(&body);
        let mut answer = http::answer(request.basic_auth(self.key.expose_secret(), Some("x"))).await?;
        Ok(answer[resource.singular].take())
    }

    /// Changes members of a record; gives it back as the server has it.
    ///
    /// # Errors
    /// The server refused; the text has its answer.
    pub async fn change(&self, resource: Resource, id: &str, members: Value) -> Result<Value> {
        let body = json!({ resource.singular: members });
        let request = self.client.put(self.base.join(&format!("{}/{id}.json", resource.path))?).json(&body);
        let mut answer = http::answer(request.basic_auth(self.key.expose_secret(), Some("x"))).await?;
        Ok(answer[resource.singular].take())
    }

    /// Does to a record what this action of its own stands for, such as `receive`.
    ///
    /// # Errors
    /// The server refused; the text has its answer.
    pub async fn act(&self, resource: Resource, id: &str, action: &str) -> Result<Value> {
        let request = self.client.post(self.base.join(&format!("{}/{id}/{action}.json", resource.path))?);
        let mut answer = http::answer(request.basic_auth(self.key.expose_secret(), Some("x"))).await?;
        Ok(answer[resource.singular].take())
    }

    /// Removes a record.
    ///
    /// # Errors
    /// The server refused; the text has its answer.
    pub async fn remove(&self, resource: Resource, id: &str) -> Result<()> {
        let request = self.client.delete(self.base.join(&format!("{}/{id}.json", resource.path))?);
        http::answer(request.basic_auth(self.key.expose_secret(), Some("x"))).await?;
        Ok(())
    }

    /// Every record that fits the query, such as `&[("contextId", "2")]`.
    ///
    /// # Errors
    /// The server refused, or the list has no end.
    pub async fn all(&self, resource: Resource, query: &[(&str, &str)]) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        for number in 1..=PAGES_MAX {
            let mut page = self.page(resource, query, number, PAGE_SIZE).await?;
            let more = page["pages"].as_str().and_then(|pages| pages.parse().ok()).unwrap_or(1) > number;
            let found = page[resource.plural].as_array_mut().context("a list has no rows")?;
            rows.append(found);
            if !more {
                return Ok(rows);
            }
        }
        bail!("the list of {} has more than {PAGES_MAX} pages", resource.plural)
    }

    /// How many records fit the query.
    ///
    /// # Errors
    /// The server refused.
    pub async fn count(&self, resource: Resource, query: &[(&str, &str)]) -> Result<usize> {
        let page = self.page(resource, query, 1, 1).await?;
        page["count"].as_str().and_then(|count| count.parse().ok()).context("a list has no count")
    }

    async fn page(
        &self,
        resource: Resource,
        query: &[(&str, &str)],
        number: u32,
        size: u32,
    ) -> Result<Value> {
        let request = self.client.get(self.url(resource)?).query(query);
        let request = request.query(&[("page", number), ("pageLimit", size), ("compact", 1)]);
        http::answer(request.basic_auth(self.key.expose_secret(), Some("x"))).await
    }

    fn url(&self, resource: Resource) -> Result<Url> {
        Ok(self.base.join(&format!("{}.json", resource.path))?)
    }
}
