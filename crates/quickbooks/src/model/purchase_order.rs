//! Purchase orders (fact sheet 10.2).

use jiff::civil::Date;
use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Address, GlobalTaxCalculation, Line, LinkedTxn, Metadata, Reference, TxnTaxDetail};

/// What is ordered from a vendor. It moves no account and can't be voided.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct PurchaseOrder {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Who sells; needed on create.
    pub vendor_ref: Option<Reference>,
    /// The account of what the company owes; implied where there is only one of its kind.
    #[serde(rename = "APAccountRef")]
    pub ap_account_ref: Option<Reference>,
    /// The number, at most 21 characters; not used by the service while custom numbers of purchase orders are off
    /// (fact sheet 9.6).
    pub doc_number: Option<String>,
    /// The date; the service's own date when left out.
    pub txn_date: Option<Date>,
    /// Whether anything is still expected.
    #[serde(rename = "POStatus")]
    pub po_status: Option<PurchaseOrderStatus>,
    /// Text for the vendor, at most 4,000 characters.
    pub memo: Option<String>,
    /// Note for the company itself, at most 4,000 characters.
    pub private_note: Option<String>,
    /// The vendor's address; the vendor's own when left out.
    pub vendor_addr: Option<Address>,
    /// Where the goods go; the company's address when left out.
    pub ship_addr: Option<Address>,
    /// The lines. An update that sends any replaces them all (fact sheet 2.5).
    pub line: Option<Vec<Line>>,
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
    /// What is tied to it, such as its bills; read-only.
    pub linked_txn: Option<Vec<LinkedTxn>>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}

/// Whether anything is still expected of a purchase order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PurchaseOrderStatus {
    /// Something is.
    Open,
    /// Nothing is.
    Closed,
    /// A value that this client has no use for, kept as it came.
    #[serde(untagged)]
    Other(String),
}
