//! What has to be known of the QuickBooks company: its country, currency, switches and closing date, and what it offers.

use db::{Sql, Tx};
use domain::change::{Action, Change, Record, RecordKind};
use jiff::{SignedDuration, Timestamp};
use planner::settings::{gone, gone_names, suggest};
use planner::{Choices, Known};
use quickbooks::model::{CompanyInfo, Preferences};
use quickbooks::{Access, Client};
use secrecy::SecretString;
use uuid::Uuid;

use super::{Connection, TokenSource, choices, row, usage, view};
use crate::{Engine, Error, link, log};

const STORE: Sql =
    Sql::both("UPDATE connections SET known = $2, known_at = $3, settings = $4, choices = $5 WHERE id = $1");
const DOUBT: Sql = Sql::both("UPDATE connections SET known_at = NULL WHERE id = $1 AND known_at <= $2");

const FORGET: Sql = Sql::both("UPDATE connections SET known_at = NULL WHERE id = $1");

pub(super) const ALL: &[Sql] = &[STORE, DOUBT, FORGET];

/// How old facts may be that a refusal throws doubt on: a hundred refusals for one reason cost one reading.
const DOUBTED_MAX_AGE: SignedDuration = SignedDuration::from_mins(1);

/// Has the facts read again, unless that was just done: QuickBooks has refused something that the settings refer to.
pub(crate) async fn doubt(tx: &mut Tx, connection_id: Uuid, now: Timestamp) -> Result<(), db::Error> {
    let old = now.saturating_sub(DOUBTED_MAX_AGE).unwrap_or(Timestamp::MIN);
    tx.sql(DOUBT).bind(connection_id).bind(old).execute().await.map(drop)
}

/// Has the facts read again: QuickBooks is known to have made something that the settings may refer to.
pub(crate) async fn forget(tx: &mut Tx, connection_id: Uuid) -> Result<(), db::Error> {
    tx.sql(FORGET).bind(connection_id).execute().await.map(drop)
}

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
        let item_before = generic_item(&mut read, id).await?;
        read.rollback().await?;
        let token = tokens.access().await?;
        let client = self.client()?;
        let (mut known, choices) = match ask(&client, &before, &token).await {
            // It may have ended before its time. One that was just renewed has not.
            Err(Error::LoginLost(_)) => ask(&client, &before, &tokens.renew(&token).await?).await?,
            told => told?,
        };
        let mut tx = self.db().begin_write().await?;
        // Somebody may have chosen something else while QuickBooks was asked.
        let now = view::locked(&mut tx, company_id, id).await?;
        let suggested = suggest(now.settings.clone(), &choices);
        usage::count(&mut tx, (company_id, id), self.now(), reads(&known), 0).await?;
        let choices_before = view::choices(&mut tx, &now).await?;
        known.gone = gone(&suggested, &choices);
        known.gone_names = gone_names(&known.gone, &choices_before, &now.known.gone_names);
        let changed = choices != choices_before;
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
        let is_offered = |id: &String| choices.is_cut || choices.item(id).is_some();
        let lost = item_before.filter(|id| !is_offered(id));
        if let Some(id) = &lost {
            self.make_item_anew(&mut tx, &now, id).await?;
        }
        if changed || lost.is_some() || known != now.known {
            log::retry_what_rests_on_facts(&mut tx, id, self.now()).await?;
        }
        let after = row::by_id(&mut tx, company_id, id).await?.ok_or(Error::NotConnected)?;
        tx.commit().await?;
        Ok(after)
    }

    /// Lets go of the item that was made for the lines and is no longer active, and has one found or made again.
    async fn make_item_anew(&self, tx: &mut Tx, connection: &Connection, lost: &str) -> Result<(), Error> {
        if generic_item(tx, connection.id).await?.as_deref() != Some(lost) {
            return Ok(());
        }
        let set_up = Change::new(
            RecordKind::GenericItem,
            connection.id,
            Action::SetUp,
            planner::payload::GENERIC_ITEM_NAME,
        );
        let place = link::Place::of(connection, set_up.record, None, self.now());
        link::apply(tx, place, link::Change::Gone).await?;
        if connection.enabled_at.is_none() {
            // Enabling it has it found or made.
            return Ok(());
        }
        Ok(log::queue(tx, connection.company_id, connection.id, &set_up, self.now(), self.ids()).await?)
    }
}

/// Calls that reading the facts has taken: company, preferences, and the lists of [`choices::read`].
fn reads(known: &Known) -> i64 {
    2 + choices::lists(known)
}

/// Id of the item that was made for the lines.
async fn generic_item(tx: &mut Tx, connection_id: Uuid) -> Result<Option<String>, Error> {
    let record = Record::new(RecordKind::GenericItem, connection_id);
    Ok(link::get(tx, connection_id, record).await?.remote_id)
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
    let known =
        Known { currencies: choices.currencies.clone(), accounts_abroad: choices.accounts_abroad(), ..known };
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
        ..Known::default()
    }
}

pub(super) fn stored(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}
