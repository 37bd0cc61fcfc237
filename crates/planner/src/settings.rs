//! What is known of the QuickBooks company, and how its accounts and codes map to ours.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Facts about the QuickBooks company, read at connect time and once a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// The company's name in QuickBooks.
    pub company_name: String,
    /// ISO code of the country, for example `US`.
    pub country: String,
    /// ISO code of the home currency.
    pub home_currency: String,
    /// Whether foreign currencies are switched on.
    pub multi_currency: bool,
    /// What the company pays for, for example `QuickBooks Online Plus`; smaller editions have no purchase orders
    /// (fact sheet 10.2).
    pub edition: String,
    /// Whether QuickBooks keeps our numbers on sales forms (fact sheet 9.6).
    pub custom_numbers: bool,
    /// Whether it keeps them on purchase orders, which have a switch of their own.
    pub custom_purchase_order_numbers: bool,
    /// Whether a discount on the whole document is possible (fact sheet 9.3).
    pub discounts: bool,
    /// Whether sales tax is set up.
    pub sales_tax: bool,
    /// Transactions on or before this day can't be changed (fact sheet 12.5).
    pub closed_until: Option<Date>,
}

/// Choices of one connection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Id of the account that sales are booked on.
    pub income_account: Option<String>,
    /// Id of the account that purchases are booked on.
    pub expense_account: Option<String>,
    /// Id of the bank account that money is given back from.
    #[serde(default)]
    pub bank_account: Option<String>,
    /// Id of the account that customers' debts are kept on.
    #[serde(default)]
    pub receivable_account: Option<String>,
    /// How money that is given back is told.
    #[serde(default)]
    pub refund_form: RefundForm,
}

/// How money that is given back is told (fact sheet 12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundForm {
    /// Way D: paid out against what was paid, so that the invoice is open again on both sides.
    #[default]
    PaidOut,
    /// Way F: a refund receipt, for companies that book returned goods so. The invoice stays paid in QuickBooks.
    Receipt,
}
