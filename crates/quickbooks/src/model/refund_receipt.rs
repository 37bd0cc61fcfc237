//! Goods taken back and paid for at once (fact sheet 9.5).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{GlobalTaxCalculation, Line, Metadata, Reference, TxnTaxDetail};

/// A sale turned round: income and bank fall, receivables stay.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RefundReceipt {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Who gets the money.
    pub customer_ref: Option<Reference>,
    /// The bank or other current asset account that the money leaves.
    pub deposit_to_account_ref: Option<Reference>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// Reference such as a cheque number.
    pub payment_ref_num: Option<String>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// What is taken back, in positive amounts.
    pub line: Option<Vec<Line>>,
    /// Its tax.
    pub txn_tax_detail: Option<TxnTaxDetail>,
    /// Outside the United States: how lines relate to tax.
    pub global_tax_calculation: Option<GlobalTaxCalculation>,
    /// The currency; must be the customer's (fact sheet 11.7).
    pub currency_ref: Option<Reference>,
    /// Home units for one unit of the currency.
    #[serde(with = "decimal")]
    pub exchange_rate: Option<Decimal>,
    /// What was paid back; read-only.
    #[serde(with = "decimal")]
    pub total_amt: Option<Decimal>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
