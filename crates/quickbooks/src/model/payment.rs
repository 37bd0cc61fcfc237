//! Payments received (fact sheet 9.7 and 12.2).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Line, Metadata, Reference};

/// Money from a customer. What its lines do not apply stays as the customer's credit.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Payment {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Who paid; must own the invoices of the lines.
    pub customer_ref: Option<Reference>,
    /// What was paid, 0 or more.
    #[serde(with = "decimal")]
    pub total_amt: Option<Decimal>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// How it was paid.
    pub payment_method_ref: Option<Reference>,
    /// Reference such as a cheque number, at most 21 characters.
    pub payment_ref_num: Option<String>,
    /// Where the money lies; Undeposited Funds when left out.
    pub deposit_to_account_ref: Option<Reference>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// What it pays. An update sends all lines or none (fact sheet 2.5).
    pub line: Option<Vec<Line>>,
    /// What no line applies; read-only.
    #[serde(with = "decimal")]
    pub unapplied_amt: Option<Decimal>,
    /// The currency; must be the customer's.
    pub currency_ref: Option<Reference>,
    /// Home units for one unit of the currency.
    #[serde(with = "decimal")]
    pub exchange_rate: Option<Decimal>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
