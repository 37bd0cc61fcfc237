//! What QuickBooks offers: the active accounts, items, payment methods and tax codes, as last read.

use super::AccountAbroad;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The kind of account that customers' debts are kept on.
pub(super) const RECEIVABLE: &str = "Accounts Receivable";

/// What QuickBooks offers. Each list is bounded by whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Accounts.
    pub accounts: Vec<AccountChoice>,
    /// Items that can stand on a line.
    pub items: Vec<ItemChoice>,
    /// Payment methods.
    pub payment_methods: Vec<Named>,
    /// Tax codes; none for a company in the United States.
    pub tax_codes: Vec<TaxCodeChoice>,
    /// ISO codes of the foreign currencies that the company deals in.
    pub currencies: Vec<String>,
    /// Whether a list goes on beyond what was read.
    pub is_cut: bool,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// Its id.
    pub id: String,
    /// Its name, with those of the accounts above it.
    pub name: String,
    /// Its kind, in QuickBooks' words (fact sheet 11.1).
    pub kind: String,
    /// Its kind more exactly.
    pub detail: String,
    /// ISO code of its currency, where that is not the home currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it has an income account, which sales need.
    pub is_sold: bool,
    /// Whether it has an expense account, which purchases need.
    pub is_bought: bool,
}

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A tax code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxCodeChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The percentages that it charges on sales; `None` when it is not for sales.
    pub sale: Option<Vec<Decimal>>,
    /// The percentages that it charges on purchases; `None` when it is not for purchases.
    pub purchase: Option<Vec<Decimal>>,
}

impl Choices {
    /// The accounts that are kept in a foreign currency.
    pub fn accounts_abroad(&self) -> Vec<AccountAbroad> {
        let abroad = self.accounts.iter().filter_map(|account| Some((account, account.currency.clone()?)));
        abroad
            .map(|(account, currency)| AccountAbroad {
                id: account.id.clone(),
                name: account.name.clone(),
                currency,
                is_receivable: account.kind == RECEIVABLE,
            })
            .collect()
    }

    /// The account of this id.
    pub fn account(&self, id: &str) -> Option<&AccountChoice> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// The item of this id.
    pub fn item(&self, id: &str) -> Option<&ItemChoice> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The payment method of this id.
    pub fn payment_method(&self, id: &str) -> Option<&Named> {
        self.payment_methods.iter().find(|method| method.id == id)
    }

    /// The tax code of this id.
    pub fn tax_code(&self, id: &str) -> Option<&TaxCodeChoice> {
        self.tax_codes.iter().find(|code| code.id == id)
    }

    /// Id and name of each account of one of these kinds.
    pub fn accounts_of<'a>(&'a self, kinds: &'a [&'a str]) -> impl Iterator<Item = &'a AccountChoice> {
        self.accounts.iter().filter(|account| kinds.contains(&account.kind.as_str()))
    }
}
