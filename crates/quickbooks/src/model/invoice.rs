//! Invoices (fact sheet 9.2).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Address, GlobalTaxCalculation, Line, LinkedTxn, Memo, Metadata, Reference, TxnTaxDetail};

/// A sale on account. It has no status: open or paid follows from [`balance`](Self::balance).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Invoice {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Who buys; needed on create.
    pub customer_ref: Option<Reference>,
    /// The number, at most 21 characters; not used by the service while custom transaction
    /// numbers are off (fact sheet 9.6).
    pub doc_number: Option<String>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// When it is due.
    pub due_date: Option<Date>,
    /// Billing address; the customer's when left out.
    pub bill_addr: Option<Address>,
    /// Shipping address; the customer's when left out.
    pub ship_addr: Option<Address>,
    /// The lines. An update that sends any replaces them all (fact sheet 2.5).
    pub line: Option<Vec<Line>>,
    /// The tax.
    pub txn_tax_detail: Option<TxnTaxDetail>,
    /// United States: `true` taxes the reduced amount (fact sheet 9.3).
    pub apply_tax_after_discount: Option<bool>,
    /// Outside the United States: how lines relate to tax.
    pub global_tax_calculation: Option<GlobalTaxCalculation>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// Text for the customer, at most 1,000 characters.
    pub customer_memo: Option<Memo>,
    /// The currency; must be the customer's (fact sheet 11.7).
    pub currency_ref: Option<Reference>,
    /// Home units for one unit of the currency.
    #[serde(with = "decimal")]
    pub exchange_rate: Option<Decimal>,
    /// Lines less discount plus tax; read-only.
    #[serde(with = "decimal")]
    pub total_amt: Option<Decimal>,
    /// What is still to be paid; read-only.
    #[serde(with = "decimal")]
    pub balance: Option<Decimal>,
    /// What is tied to it, e.g. its payments.
    pub linked_txn: Option<Vec<LinkedTxn>>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
