//! The QuickBooks company from its own side.

use anyhow::{Context, Result};
use reqwest::Client;
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

use crate::http;

/// The emulator's company: what is in it by the control API, its reports and what somebody there enters by the
/// Accounting API.
#[derive(Debug, Clone)]
pub struct Remote {
    client: Client,
    base: Url,
    realm_id: String,
}

/// Calls that the emulator has counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calls {
    /// All of them, refused ones included.
    pub total: u64,
    /// By kind, such as `create Invoice` or `query Customer`.
    pub by_kind: BTreeMap<String, u64>,
}

impl Remote {
    pub(crate) fn new(base: Url, realm_id: String) -> Result<Self> {
        Ok(Self { client: http::client()?, base, realm_id })
    }

    /// Every entity of this kind, such as `Invoice`.
    ///
    /// # Errors
    /// There is no such kind.
    pub async fn entities(&self, kind: &str) -> Result<Vec<Value>> {
        let mut state = self.state(kind).await?;
        let rows = state["entities"][kind].take();
        let Value::Array(rows) = rows else { anyhow::bail!("the emulator knows no {kind}") };
        Ok(rows)
    }

    /// A report of the Accounting API, such as `TrialBalance`.
    ///
    /// # Errors
    /// There is no such report.
    pub async fn report(&self, name: &str) -> Result<Value> {
        let request = self.client.get(self.company(&format!("reports/{name}"))?);
        http::answer(request.bearer_auth(self.token().await?)).await
    }

    /// Enters something in QuickBooks itself, through the Accounting API: `entity` is its name in the path.
    ///
    /// # Errors
    /// It was refused; the text has the fault.
    pub async fn add(&self, entity: &str, object: Value) -> Result<()> {
        let request = self.client.post(self.company(entity)?).json(&object);
        http::answer(request.bearer_auth(self.token().await?)).await?;
        Ok(())
    }

    /// The calls so far.
    ///
    /// # Errors
    /// The emulator did not answer.
    pub async fn calls(&self) -> Result<Calls> {
        let counters = self.state("none").await?["counters"].take();
        let by_kind = counters["by_kind"].as_object().context("the emulator has no counters")?;
        let by_kind = by_kind.iter().map(|(kind, count)| (kind.clone(), count.as_u64().unwrap_or_default()));
        Ok(Calls { total: counters["requests"].as_u64().unwrap_or_default(), by_kind: by_kind.collect() })
    }

    fn company(&self, path: &str) -> Result<Url> {
        Ok(self.base.join(&format!("v3/company/{}/{path}", self.realm_id))?)
    }

    async fn token(&self) -> Result<String> {
        let url = self.base.join(&format!("_emulator/session?realm_id={}", self.realm_id))?;
        let session = http::answer(self.client.get(url)).await?;
        Ok(session["access_token"].as_str().context("the emulator gives no token")?.to_owned())
    }

    async fn state(&self, entity: &str) -> Result<Value> {
        let url = self.base.join(&format!("_emulator/state?entity={entity}"))?;
        let mut state = http::answer(self.client.get(url)).await?;
        Ok(state["companies"][&self.realm_id].take())
    }
}

impl Calls {
    /// The calls since `earlier`.
    pub fn since(&self, earlier: &Self) -> Self {
        let before = |kind: &str| earlier.by_kind.get(kind).copied().unwrap_or_default();
        let by_kind =
            self.by_kind.iter().map(|(kind, count)| (kind.clone(), count.saturating_sub(before(kind))));
        Self {
            total: self.total.saturating_sub(earlier.total),
            by_kind: by_kind.filter(|(_, count)| *count > 0).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(kinds: &[(&str, u64)]) -> Calls {
        let by_kind: BTreeMap<_, _> =
            kinds.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect();
        Calls { total: by_kind.values().sum(), by_kind }
    }

    #[test]
    fn only_what_came_since_is_left() {
        let earlier = calls(&[("create Customer", 2), ("create Invoice", 1)]);
        let now = calls(&[("create Customer", 2), ("create Invoice", 4), ("create Payment", 1)]);
        assert_eq!(now.since(&earlier), calls(&[("create Invoice", 3), ("create Payment", 1)]));
    }
}
