//! Bills (fact sheet 10.3).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{GlobalTaxCalculation, Line, LinkedTxn, Metadata, Reference, TxnTaxDetail};

/// What is owed to a vendor. It can be deleted, and not voided.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Bill {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// To whom it is owed; needed on every write.
    pub vendor_ref: Option<Reference>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// The lines. An update that sends any replaces them all (fact sheet 2.5).
    pub line: Option<Vec<Line>>,
    /// The purchase orders that it is for.
    pub linked_txn: Option<Vec<LinkedTxn>>,
    /// The tax, outside the United States.
    pub txn_tax_detail: Option<TxnTaxDetail>,
    /// Outside the United States: how lines relate to tax.
    pub global_tax_calculation: Option<GlobalTaxCalculation>,
    /// The currency; must be the vendor's (fact sheet 11.7).
    pub currency_ref: Option<Reference>,
    /// Home units for one unit of the currency.
    #[serde(with = "decimal")]
    pub exchange_rate: Option<Decimal>,
    /// The sum of the lines; read-only.
    #[serde(with = "decimal")]
    pub total_amt: Option<Decimal>,
    /// What of it is not paid; read-only.
    #[serde(with = "decimal")]
    pub balance: Option<Decimal>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
