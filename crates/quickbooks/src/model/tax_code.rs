//! Tax codes and their rates (fact sheet 11.2). Both are read only.

use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Reference;

/// What a line is taxed as: the rates that are charged on sales, and those on purchases.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxCode {
    /// The service's id, or `TAX` and `NON` in the United States.
    pub id: Option<String>,
    /// Name, at most 100 characters.
    pub name: Option<String>,
    /// `false` takes it out of the lists.
    pub active: Option<bool>,
    /// Whether the service keeps it from lists.
    pub hidden: Option<bool>,
    /// Whether it charges tax at all, be it 0 %.
    pub taxable: Option<bool>,
    /// Rates on sales.
    pub sales_tax_rate_list: Option<TaxRateList>,
    /// Rates on purchases.
    pub purchase_tax_rate_list: Option<TaxRateList>,
}

/// The rates of one side of a tax code.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxRateList {
    /// One a rate.
    pub tax_rate_detail: Option<Vec<TaxRateDetail>>,
}

/// One rate of a tax code.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxRateDetail {
    /// The rate.
    pub tax_rate_ref: Option<Reference>,
}

/// A percentage.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxRate {
    /// The service's id.
    pub id: Option<String>,
    /// Name, at most 100 characters.
    pub name: Option<String>,
    /// The percentage, `20` for 20 %. Negative on the other half of a reverse charge.
    #[serde(with = "decimal")]
    pub rate_value: Option<Decimal>,
}
