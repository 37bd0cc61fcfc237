//! What the company has switched on (fact sheet 11.6). Updates must be sparse.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Metadata, NameValue, Reference};

/// The settings of a company, in groups.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Preferences {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Sales forms.
    pub sales_forms_prefs: Option<SalesFormsPrefs>,
    /// Sales tax.
    pub tax_prefs: Option<TaxPrefs>,
    /// Currencies.
    pub currency_prefs: Option<CurrencyPrefs>,
    /// The books.
    pub accounting_info_prefs: Option<AccountingInfoPrefs>,
    /// Further settings by name.
    pub other_prefs: Option<OtherPrefs>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}

/// Settings of invoices and their like.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SalesFormsPrefs {
    /// `true`: the numbers we send are used; `false`: the service numbers by itself.
    pub custom_txn_numbers: Option<bool>,
    /// Whether discount lines may be sent.
    pub allow_discount: Option<bool>,
    /// Whether shipping lines may be sent.
    pub allow_shipping: Option<bool>,
    /// Whether deposits may be sent.
    pub allow_deposit: Option<bool>,
    /// Whether the service applies open credits by itself; read-only.
    pub auto_apply_credit: Option<bool>,
    /// Whether the service applies payments by itself; read-only.
    pub auto_apply_payments: Option<bool>,
}

/// Settings of sales tax.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct TaxPrefs {
    /// Whether sales tax is on.
    pub using_sales_tax: Option<bool>,
    /// `true`: automated sales tax; absent where sales tax was never set up.
    pub partner_tax_enabled: Option<bool>,
    /// The company's tax group.
    pub tax_group_code_ref: Option<Reference>,
}

/// Settings of currencies.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CurrencyPrefs {
    /// Whether currencies other than the home currency may be used.
    pub multi_currency_enabled: Option<bool>,
    /// The home currency, e.g. `USD`.
    pub home_currency: Option<Reference>,
}

/// Settings of the books.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AccountingInfoPrefs {
    /// Transactions on this day or before are refused (6200, 6210); read-only.
    pub book_close_date: Option<Date>,
}

/// Further settings by name.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct OtherPrefs {
    /// Name and value.
    pub name_value: Option<Vec<NameValue>>,
}

/// The name of the setting that lets the numbers we send stand on purchase orders (fact sheet 9.6).
const PURCHASE_ORDER_NUMBERS: &str = "VendorAndPurchasesPrefs.UseCustomTxnNumbers";

impl OtherPrefs {
    /// Whether the numbers we send stand on purchase orders; else the service numbers by itself.
    pub fn custom_purchase_order_numbers(&self) -> bool {
        self.setting(PURCHASE_ORDER_NUMBERS).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The same settings with our numbers on purchase orders. A list that is written takes the place of the one that was
    /// there, so all of them are kept.
    #[must_use]
    pub fn with_custom_purchase_order_numbers(self) -> Self {
        let mut pairs = self.name_value.unwrap_or_default();
        pairs.retain(|pair| pair.name.as_deref() != Some(PURCHASE_ORDER_NUMBERS));
        pairs.push(NameValue {
            name: Some(PURCHASE_ORDER_NUMBERS.to_owned()),
            value: Some("true".to_owned()),
        });
        Self { name_value: Some(pairs) }
    }

    /// A setting by its name, e.g. `SalesFormsPrefs.DefaultItem`.
    pub fn setting(&self, name: &str) -> Option<&str> {
        NameValue::find(self.name_value.as_deref(), name)
    }
}
