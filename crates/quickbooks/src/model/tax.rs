//! Tax on a transaction (fact sheet 11.3).

use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Reference;

/// The tax of a whole transaction.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TxnTaxDetail {
    /// The tax group (United States); replaced where automated sales tax is on.
    pub txn_tax_code_ref: Option<Reference>,
    /// The tax in all. When sent it overrides the computed sum.
    #[serde(with = "decimal")]
    pub total_tax: Option<Decimal>,
    /// The sum per rate; computed when left out.
    pub tax_line: Option<Vec<TaxLine>>,
}

/// The tax of one rate.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxLine {
    /// The tax.
    #[serde(with = "decimal")]
    pub amount: Option<Decimal>,
    /// Always `TaxLineDetail`.
    pub detail_type: Option<String>,
    /// How it was computed.
    pub tax_line_detail: Option<TaxLineDetail>,
}

/// How the tax of one rate was computed.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxLineDetail {
    /// The rate.
    pub tax_rate_ref: Option<Reference>,
    /// Whether the tax is a percentage.
    pub percent_based: Option<bool>,
    /// The percentage, `8` for 8 %.
    #[serde(with = "decimal")]
    pub tax_percent: Option<Decimal>,
    /// The sum that it applies to.
    #[serde(with = "decimal")]
    pub net_amount_taxable: Option<Decimal>,
}

/// How line amounts relate to tax, outside the United States.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GlobalTaxCalculation {
    /// Tax comes on top of the line amounts.
    TaxExcluded,
    /// Tax is inside the line amounts.
    TaxInclusive,
    /// No tax; then no `TxnTaxDetail` may be sent (6170).
    NotApplicable,
    /// A value that this client has no use for, kept as it came.
    #[serde(untagged)]
    Other(String),
}
