//! Money paid out at once (fact sheet 10.5), also back to a customer (fact sheet 12.3, way D).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{GlobalTaxCalculation, Line, Metadata, PartyReference, Reference};

/// An expense, a cheque or a card charge. Links to it say `Expense`.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Purchase {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// `Cash`, `Check` or `CreditCard`; needed on every update too.
    pub payment_type: Option<String>,
    /// The bank or card account that the money leaves.
    pub account_ref: Option<Reference>,
    /// Who gets it.
    pub entity_ref: Option<PartyReference>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// What it is for.
    pub line: Option<Vec<Line>>,
    /// Outside the United States: how lines relate to tax.
    pub global_tax_calculation: Option<GlobalTaxCalculation>,
    /// The currency; must be that of whom it is paid to (fact sheet 11.7).
    pub currency_ref: Option<Reference>,
    /// Home units for one unit of the currency.
    #[serde(with = "decimal")]
    pub exchange_rate: Option<Decimal>,
    /// The sum of the lines; read-only.
    #[serde(with = "decimal")]
    pub total_amt: Option<Decimal>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
