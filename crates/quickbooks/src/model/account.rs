//! Accounts of the chart (fact sheet 11.1).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Metadata, Reference};

/// An account of the general ledger.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Account {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Name, at most 100 characters, without `"` and `:`.
    pub name: Option<String>,
    /// `Parent:Child` for a sub-account; read-only.
    pub fully_qualified_name: Option<String>,
    /// E.g. `Income`, `Cost of Goods Sold`, `Bank`.
    pub account_type: Option<String>,
    /// E.g. `SalesOfProductIncome`.
    pub account_sub_type: Option<String>,
    /// `false` takes it out of the lists.
    pub active: Option<bool>,
    /// Its currency.
    pub currency_ref: Option<Reference>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
