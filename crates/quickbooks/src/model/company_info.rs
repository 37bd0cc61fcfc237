//! The company itself (fact sheet 11.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Address, Email, Metadata, Phone, WebAddr};

/// Who the company is. Reading it is a light check that a connection works.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CompanyInfo {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// Its name.
    pub company_name: Option<String>,
    /// Its legal name.
    pub legal_name: Option<String>,
    /// Its address.
    pub company_addr: Option<Address>,
    /// Country, e.g. `US`.
    pub country: Option<String>,
    /// Its e-mail address.
    pub email: Option<Email>,
    /// Its phone number.
    pub primary_phone: Option<Phone>,
    /// Its web site.
    pub web_addr: Option<WebAddr>,
    /// Further facts by name, e.g. `SubscriptionStatus`, `OfferingSku`.
    pub name_value: Option<Vec<NameValue>>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}

impl CompanyInfo {
    /// A further fact by its name, e.g. `OfferingSku`.
    pub fn fact(&self, name: &str) -> Option<&str> {
        NameValue::find(self.name_value.as_deref(), name)
    }
}

/// A fact by name.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct NameValue {
    /// Its name.
    pub name: Option<String>,
    /// Its value as text.
    pub value: Option<String>,
}

impl NameValue {
    /// The value under a name.
    pub(super) fn find<'a>(facts: Option<&'a [Self]>, name: &str) -> Option<&'a str> {
        let fact = facts?.iter().find(|fact| fact.name.as_deref() == Some(name))?;
        fact.value.as_deref()
    }
}
