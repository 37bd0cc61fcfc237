//! What has to be known of the QuickBooks company: its country, currency, switches, closing date and accounts.

use db::Sql;
use planner::{Known, Settings};
use quickbooks::model::{Account, CompanyInfo, Preferences};
use quickbooks::{Access, Client, Entity, Query};
use secrecy::SecretString;
use uuid::Uuid;

use super::{Connection, TokenSource, row};
use crate::{Engine, Error};

/// Accounts that are looked at when one is chosen.
const ACCOUNTS_MAX: u32 = 1_000;

const STORE: Sql = Sql::both("UPDATE connections SET known = $2, known_at = $3, settings = $4 WHERE id = $1");

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
        let (known, accounts) = match ask(&client, &before, &token).await {
            // It may have ended before its time. One that was just renewed has not.
            Err(Error::LoginLost(_)) => ask(&client, &before, &tokens.renew(&token).await?).await?,
            told => told?,
        };
        let settings = choose(before.settings, &accounts);
        let mut tx = self.db().begin_write().await?;
        tx.sql(STORE)
            .bind(id)
            .bind(stored(&known))
            .bind(self.now())
            .bind(stored(&settings))
            .execute()
            .await?;
        let after = row::by_id(&mut tx, company_id, id).await?.ok_or(Error::NotConnected)?;
        tx.commit().await?;
        Ok(after)
    }
}

async fn ask(
    client: &Client,
    connection: &Connection,
    token: &SecretString,
) -> Result<(Known, Vec<Account>), Error> {
    let access = Access { realm: &connection.realm, token };
    let company: CompanyInfo = client.company_info(access).await?.parse()?;
    let preferences: Preferences = client.preferences(access).await?.parse()?;
    let query = Query::from(Entity::Account).max(ACCOUNTS_MAX);
    let accounts = client.query(access, &query).await?.parse()?;
    Ok((known(company, preferences), accounts))
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

/// What a person would choose in an ordinary company: the account for product sales, the cost of goods sold, the current
/// account, and the account of customers' debts.
fn choose(settings: Settings, accounts: &[Account]) -> Settings {
    let find = |kind: &str, detail: Option<&str>| {
        let fits = |account: &&Account| {
            account.account_type.as_deref() == Some(kind)
                && (detail.is_none() || account.account_sub_type.as_deref() == detail)
        };
        accounts.iter().find(fits).and_then(|account| account.id.clone())
    };
    let income = || find("Income", Some("SalesOfProductIncome")).or_else(|| find("Income", None));
    let expense = || find("Cost of Goods Sold", None).or_else(|| find("Expense", None));
    let bank = || find("Bank", Some("Checking")).or_else(|| find("Bank", None));
    Settings {
        income_account: settings.income_account.or_else(income),
        expense_account: settings.expense_account.or_else(expense),
        bank_account: settings.bank_account.or_else(bank),
        receivable_account: settings.receivable_account.or_else(|| find("Accounts Receivable", None)),
        refund_form: settings.refund_form,
    }
}

fn stored(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: &str, kind: &str, detail: &str) -> Account {
        Account {
            id: Some(id.to_owned()),
            account_type: Some(kind.to_owned()),
            account_sub_type: Some(detail.to_owned()),
            ..Account::default()
        }
    }

    #[test]
    fn the_account_for_product_sales_is_preferred_and_a_choice_is_kept() {
        let accounts = [
            account("1", "Income", "ServiceFeeIncome"),
            account("79", "Income", "SalesOfProductIncome"),
            account("80", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
        ];
        let found = choose(Settings::default(), &accounts);
        assert_eq!(
            (found.income_account.as_deref(), found.expense_account.as_deref()),
            (Some("79"), Some("80"))
        );
        let chosen = Settings { income_account: Some("1".to_owned()), ..Settings::default() };
        assert_eq!(choose(chosen, &accounts).income_account.as_deref(), Some("1"));
    }

    #[test]
    fn without_accounts_nothing_is_chosen() {
        assert_eq!(choose(Settings::default(), &[]), Settings::default());
    }
}
