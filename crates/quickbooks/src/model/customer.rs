//! Customers (fact sheet 8.2).

use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Address, Email, Metadata, Phone, Reference, WebAddr};

/// Somebody who buys.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Customer {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// The name shown, at most 500 characters; unique over customers, vendors and employees,
    /// without `:`, tab or newline (fact sheet 8.1).
    pub display_name: Option<String>,
    /// The company, at most 100 characters.
    pub company_name: Option<String>,
    /// `false` takes it out of the lists (fact sheet 2.6).
    pub active: Option<bool>,
    /// Main phone number.
    pub primary_phone: Option<Phone>,
    /// Fax number.
    pub fax: Option<Phone>,
    /// Main e-mail address.
    pub primary_email_addr: Option<Email>,
    /// Web site.
    pub web_addr: Option<WebAddr>,
    /// Billing address.
    pub bill_addr: Option<Address>,
    /// Shipping address; none is stored when left out.
    pub ship_addr: Option<Address>,
    /// Its currency; fixed after create (fact sheet 11.7).
    pub currency_ref: Option<Reference>,
    /// What the customer owes, in the customer's currency; read-only here.
    #[serde(with = "decimal")]
    pub balance: Option<Decimal>,
    /// `Parent:Child` for a sub-customer; read-only.
    pub fully_qualified_name: Option<String>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}
