//! Choices that a control call can change.

use crate::wire::Object;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How a company behaves where sources conflict or the service leaves a choice, and which limits it keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Keep to so many requests and batches a minute, and to 10 requests at once (fact sheet 5).
    pub limits: bool,
    /// Requests a minute.
    pub requests_per_minute: usize,
    /// Batches a minute, which count as requests too. The reference says 40, the announcement of August 2025 says 120.
    pub batches_per_minute: usize,
    /// Refuse to delete or void an invoice that has payments. Else its payments become unapplied (fact sheet 12.4).
    pub strict_links: bool,
    /// Refuse a document number that is in use, while custom numbers are on (fact sheet 9.6).
    pub warn_duplicate_numbers: bool,
    /// Let a rotated refresh token work until its successor is used, at most 24 hours. Else it ends at once
    /// (fact sheet 1.4 has both).
    pub refresh_grace: bool,
    /// Transactions dated on or before this day can't be written (fact sheet 12.5).
    pub book_close_date: Option<Date>,
    /// Writing in that period takes a password, which the API can't give: 6210. Else 6200.
    pub book_close_password: bool,
    /// The service puts open credits of a customer on each new invoice of his, while `AutoApplyCredit` is on. Reports
    /// say that it does, but not always (fact sheet 12.2).
    pub apply_credit: bool,
    /// The subscription has ended: reads work, writes answer 6190 (fact sheet 12.5).
    pub subscription_ended: bool,
    /// The service finds the sales tax of a US company by address (fact sheet 11.3).
    pub automated_sales_tax: bool,
    /// The service then computes the tax even where a client sends a total. Else what is sent counts, as documented
    /// (fact sheet 11.3).
    pub automated_tax_overrides: bool,
    /// The service then rounds the tax line by line. Else once, over the transaction (fact sheet 11.3, assumed).
    pub automated_tax_per_line: bool,
    /// The company deals in several currencies (fact sheet 11.7).
    pub multi_currency: bool,
    /// Queries without an order give transactions newest first and accounts by name, as has been observed. Else all
    /// comes by id, as documented (fact sheet 16).
    pub observed_order: bool,
    /// What the company pays for. Entities that the edition lacks answer 5020 (fact sheet 6.3).
    pub edition: Edition,
}

/// The editions of QuickBooks Online, each with everything that the one before has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// One user, one currency, no purchase orders.
    SimpleStart,
    /// Several currencies.
    Essentials,
    /// Purchase orders, classes, departments.
    #[default]
    Plus,
    /// Everything.
    Advanced,
}

impl Edition {
    /// As the company's info and the service's texts say it, after `QuickBooks Online`.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::SimpleStart => "Simple Start",
            Self::Essentials => "Essentials",
            Self::Plus => "Plus",
            Self::Advanced => "Advanced",
        }
    }
}

impl Settings {
    /// These settings with some of them changed.
    ///
    /// # Errors
    /// Says which change does not fit.
    pub(crate) fn with(&self, changes: &Object) -> Result<Self, String> {
        let Value::Object(mut all) = json!(self) else { return Err("settings are not an object".to_owned()) };
        all.extend(changes.clone());
        serde_json::from_value(Value::Object(all)).map_err(|error| error.to_string())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: true,
            requests_per_minute: 500,
            batches_per_minute: 120,
            strict_links: true,
            warn_duplicate_numbers: true,
            refresh_grace: true,
            book_close_date: None,
            book_close_password: true,
            apply_credit: false,
            subscription_ended: false,
            automated_sales_tax: false,
            automated_tax_overrides: false,
            automated_tax_per_line: false,
            multi_currency: false,
            observed_order: false,
            edition: Edition::default(),
        }
    }
}
