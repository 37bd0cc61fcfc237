//! What has to be known of the QuickBooks company: its country, currency, switches and closing date, and what it offers.

use db::Sql;
use planner::settings::suggest;
use planner::{Choices, Known};
use quickbooks::model::{CompanyInfo, Preferences};
use quickbooks::{Access, Client};
use secrecy::SecretString;
use uuid::Uuid;

use super::{Connection, TokenSource, choices, row, usage, view};
use crate::{Engine, Error, log};

const STORE: Sql =
    Sql::both("UPDATE connections SET known = $2, known_at = $3, settings = $4, choices = $5 WHERE id = $1");

pub(super) const ALL: &[Sql] = &[STORE];

impl Engine {
    /// Reads the facts from QuickBooks, chooses what no one has chosen yet, and stores both.
    pub(crate) async fn learn(
        &self,
        company_id: Uuid,
        id: Uuid,
        tokens: &TokenSource,
    ) -> Result<Connection, Error> {
        let mut read = self.db().begin_read().await?;
        let before = row::by_id(&mut read, company_id, id).await?.ok_or(Error::NotConnected)?;
        read.rollback().await?;
        let token = tokens.access().await?;
        let client = self.client()?;
        let (known, choices) = match ask(&client, &before, &token).await {
            // It may have ended before its time. One that was just renewed has not.
            Err(Error::LoginLost(_)) => ask(&client, &before, &tokens.renew(&token).await?).await?,
            told => told?,
        };
        let mut tx = self.db().begin_write().await?;
        // Somebody may have chosen something else while QuickBooks was asked.
        let now = view::locked(&mut tx, company_id, id).await?;
        let suggested = suggest(now.settings.clone(), &choices);
        usage::count(&mut tx, (company_id, id), self.now(), reads(&known), 0).await?;
        tx.sql(STORE)
            .bind(id)
            .bind(stored(&known))
            .bind(self.now())
            .bind(stored(&suggested))
            .bind(stored(&choices))
            .execute()
            .await?;
        if suggested != now.settings {
            log::retry_what_rests_on_settings(&mut tx, id, self.now()).await?;
        }
        if known != now.known {
            log::retry_what_rests_on_facts(&mut tx, id, self.now()).await?;
        }
        let after = row::by_id(&mut tx, company_id, id).await?.ok_or(Error::NotConnected)?;
        tx.commit().await?;
        Ok(after)
    }
}

/// Calls that reading the facts has taken: company, preferences, and the lists of [`choices::read`].
fn reads(known: &Known) -> i64 {
    2 + choices::lists(known)
}

async fn ask(
    client: &Client,
    connection: &Connection,
    token: &SecretString,
) -> Result<(Known, Choices), Error> {
    let access = Access { realm: &connection.realm, token };
    let company: CompanyInfo = client.company_info(access).await?.parse()?;
    let preferences: Preferences = client.preferences(access).await?.parse()?;
    let known = known(company, preferences);
    let choices = choices::read(client, access, &known).await?;
    Ok((known, choices))
}

fn known(company: CompanyInfo, preferences: Preferences) -> Known {
    let sales = preferences.sales_forms_prefs.unwrap_or_default();
    let tax = preferences.tax_prefs.unwrap_or_default();
    let currency = preferences.currency_prefs.unwrap_or_default();
    let accounting = preferences.accounting_info_prefs.unwrap_or_default();
    let other = preferences.other_prefs.unwrap_or_default();
    Known {
        edition: company.fact("OfferingSku").unwrap_or_default().to_owned(),
        company_name: company.company_name.unwrap_or_default(),
        country: company.country.unwrap_or_default(),
        home_currency: currency.home_currency.map(|home| home.value).unwrap_or_default(),
        multi_currency: currency.multi_currency_enabled.unwrap_or_default(),
        custom_numbers: sales.custom_txn_numbers.unwrap_or_default(),
        custom_purchase_order_numbers: other.custom_purchase_order_numbers(),
        discounts: sales.allow_discount.unwrap_or_default(),
        sales_tax: tax.using_sales_tax.unwrap_or_default(),
        closed_until: accounting.book_close_date,
    }
}

pub(super) fn stored(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}
