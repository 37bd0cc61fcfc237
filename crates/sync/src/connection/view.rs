//! The choices of a connection: seen with what QuickBooks offers, and changed.

use db::{Sql, Tx};
use domain::change::{Action, Change, RecordKind};
use planner::settings::{Missing, check, missing};
use planner::{Choices, Settings};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::facts::stored;
use super::{Connection, TokenSource, row};
use crate::{Engine, Error, TOPIC, log};

const LOCK: Sql = Sql::each(
    "SELECT id FROM connections WHERE company_id = $1 AND id = $2",
    "SELECT id FROM connections WHERE company_id = $1 AND id = $2 FOR UPDATE",
);
const CHOICES: Sql = Sql::both("SELECT choices FROM connections WHERE company_id = $1 AND id = $2");
const STORE: Sql = Sql::both("UPDATE connections SET settings = $2 WHERE id = $1");

pub(super) const ALL: &[Sql] = &[LOCK, CHOICES, STORE];

/// The settings of a connection and all that is needed to change them.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsView {
    /// The connection, with its settings.
    pub connection: Connection,
    /// What QuickBooks offers.
    pub choices: Choices,
    /// What has to be chosen.
    pub missing: Vec<Missing>,
    /// The pairs of rates that documents are taxed at, where each needs a tax code.
    pub rates: Vec<(Decimal, Decimal)>,
}

impl Engine {
    /// The settings of the current connection.
    ///
    /// # Errors
    /// [`Error::NotConnected`] without a connection.
    pub async fn settings(&self, company_id: Uuid) -> Result<SettingsView, Error> {
        let mut tx = self.db().begin_read().await?;
        let connection = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?;
        view(&mut tx, connection).await
    }

    /// Changes the settings of the current connection. What was sent stays as it is until it is sent again; entries that
    /// failed for want of a choice are tried again.
    ///
    /// # Errors
    /// [`Error::NotConnected`], or [`Error::SettingsRefused`] when QuickBooks doesn't offer what was chosen.
    pub async fn change_settings(
        &self,
        company_id: Uuid,
        change: impl FnOnce(Settings) -> Settings + Send,
    ) -> Result<SettingsView, Error> {
        let mut tx = self.db().begin_write().await?;
        let current = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?;
        let before = locked(&mut tx, company_id, current.id).await?;
        let after = change(before.settings.clone()).chosen(&before.settings, self.now());
        let choices = choices(&mut tx, &before).await?;
        check(&before.settings, &after, &choices).map_err(Error::SettingsRefused)?;
        if after != before.settings {
            tx.sql(STORE).bind(before.id).bind(stored(&after)).execute().await?;
            log::retry_what_rests_on_settings(&mut tx, before.id, self.now()).await?;
            self.set_up_again(&mut tx, &before, &after).await?;
            tx.wake_on_commit(TOPIC);
        }
        let seen = view(&mut tx, Connection { settings: after, ..before }).await?;
        tx.commit().await?;
        Ok(seen)
    }

    /// Reads from QuickBooks again what is known of the company and what it offers.
    ///
    /// # Errors
    /// [`Error::NotConnected`], or what QuickBooks said.
    pub async fn read_again(&self, company_id: Uuid) -> Result<SettingsView, Error> {
        let connection = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        let tokens = TokenSource::new(self.clone(), company_id, connection.id);
        self.learn(company_id, connection.id, &tokens).await?;
        self.settings(company_id).await
    }

    /// Looks at the generic item again when what it is made of has changed.
    async fn set_up_again(&self, tx: &mut Tx, before: &Connection, after: &Settings) -> Result<(), Error> {
        let made_of = |settings: &Settings| {
            (settings.item.clone(), settings.income_account.clone(), settings.expense_account.clone())
        };
        if made_of(&before.settings) == made_of(after) {
            return Ok(());
        }
        let title = planner::payload::GENERIC_ITEM_NAME;
        let set_up = Change::new(RecordKind::GenericItem, before.id, Action::SetUp, title);
        Ok(log::record(tx, before.company_id, &[set_up], self.now(), self.ids()).await?)
    }
}

/// The connection, which nobody else changes until the transaction ends.
pub(super) async fn locked(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Connection, Error> {
    tx.sql(LOCK).bind(company_id).bind(id).optional().await?;
    row::by_id(tx, company_id, id).await?.ok_or(Error::NotConnected)
}

async fn view(tx: &mut Tx, connection: Connection) -> Result<SettingsView, Error> {
    let choices = choices(tx, &connection).await?;
    let rates = match connection.known.has_tax_codes() {
        true => store::documents::tax_rates(tx, connection.company_id).await?,
        false => Vec::new(),
    };
    let rates: Vec<_> = rates.into_iter().map(|(one, two)| (one.value(), two.value())).collect();
    let missing = missing(&connection.settings, &choices, &connection.known, &rates);
    Ok(SettingsView { connection, choices, missing, rates })
}

pub(super) async fn choices(tx: &mut Tx, connection: &Connection) -> Result<Choices, Error> {
    let row = tx.sql(CHOICES).bind(connection.company_id).bind(connection.id).one().await?;
    let kept: Option<serde_json::Value> = row.get("choices")?;
    let kept = kept.map(serde_json::from_value).transpose();
    Ok(kept.map_err(|_| Error::Stored("list of choices"))?.unwrap_or_default())
}
