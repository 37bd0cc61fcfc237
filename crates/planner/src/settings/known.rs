//! What is known of the QuickBooks company.

use super::{Chosen, GoneName, Settings};
use domain::Currency;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Facts about the QuickBooks company, read at connect time and once a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// The company's name in QuickBooks.
    pub company_name: String,
    /// ISO code of the country, for example `US`.
    pub country: String,
    /// ISO code of the home currency.
    pub home_currency: String,
    /// Whether foreign currencies are switched on.
    pub multi_currency: bool,
    /// ISO codes of the foreign currencies that it deals in.
    pub currencies: Vec<String>,
    /// Accounts that are kept in one of these.
    pub accounts_abroad: Vec<AccountAbroad>,
    /// What the company pays for, for example `QuickBooks Online Plus`; smaller editions have no purchase orders
    /// (fact sheet 10.2).
    pub edition: String,
    /// Whether QuickBooks keeps our numbers on sales forms (fact sheet 9.6).
    pub custom_numbers: bool,
    /// Whether it keeps them on purchase orders, which have a switch of their own.
    pub custom_purchase_order_numbers: bool,
    /// Whether a discount on the whole document is possible (fact sheet 9.3).
    pub discounts: bool,
    /// Whether sales tax is set up.
    pub sales_tax: bool,
    /// Transactions on or before this day can't be changed (fact sheet 12.5).
    pub closed_until: Option<Date>,
    /// What was chosen and is no longer active.
    pub gone: Vec<Chosen>,
    /// The names of these, as far as they are known.
    pub gone_names: Vec<GoneName>,
}

/// An account that is kept in a foreign currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountAbroad {
    /// Its id.
    pub id: String,
    /// Its name, with those of the accounts above it.
    #[serde(default)]
    pub name: String,
    /// ISO code of its currency, which never changes.
    pub currency: String,
    /// Whether customers' debts are kept on it. QuickBooks makes one with the first customer of a currency (fact sheet 11.7).
    pub is_receivable: bool,
}

/// The country whose lines are taxed by the plain codes TAX and NON (fact sheet 11.3), in both spellings (fact sheet 2.9).
const UNITED_STATES: [&str; 2] = ["US", "USA"];

impl Known {
    /// Whether lines are taxed by the plain codes of the United States; elsewhere each line needs a real tax code.
    pub fn is_in_the_us(&self) -> bool {
        UNITED_STATES.contains(&self.country.as_str())
    }

    /// The code of `currency`, where that is not the home currency.
    pub fn abroad(&self, currency: Currency) -> Option<&'static str> {
        Some(currency.code()).filter(|code| *code != self.home_currency)
    }

    /// The account, where it is kept in a foreign currency.
    pub fn account_abroad(&self, id: &str) -> Option<&AccountAbroad> {
        self.accounts_abroad.iter().find(|abroad| abroad.id == id)
    }

    /// Id of the account that debts in `currency` are kept on: the chosen one in the home currency, else the one that
    /// QuickBooks has for it.
    pub fn receivable_account<'a>(&'a self, settings: &'a Settings, currency: Currency) -> Option<&'a str> {
        let Some(code) = self.abroad(currency) else { return settings.receivable_account.as_deref() };
        let mut abroad = self.accounts_abroad.iter().filter(|account| account.is_receivable);
        abroad.find(|account| account.currency == code).map(|account| account.id.as_str())
    }

    /// Whether each line needs a real tax code.
    pub fn has_tax_codes(&self) -> bool {
        !self.is_in_the_us() && self.sales_tax
    }
}
