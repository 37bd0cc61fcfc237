//! A US company in which nothing has been entered yet (fact sheet 14.4, at its end).
//!
//! The service makes the accounts 11 to 14 when they are first needed; here they are there from the start.

use super::planter::{AccountRow, Planter};
use super::preferences::{Choices, preferences};
use crate::fault::Fault;
use serde_json::json;

static ACCOUNTS: &[AccountRow] = &[
    (1, "Services", "Income", "ServiceFeeIncome"),
    (2, "Retained Earnings", "Equity", "RetainedEarnings"),
    (3, "Purchases", "Expense", "SuppliesMaterials"),
    (4, "Sales of Product Income", "Income", "SalesOfProductIncome"),
    (5, "Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    (6, "Inventory Asset", "Other Current Asset", "Inventory"),
    (7, "Opening Balance Equity", "Equity", "OpeningBalanceEquity"),
    (8, "Uncategorized Income", "Income", "ServiceFeeIncome"),
    (9, "Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost"),
    (10, "Uncategorized Asset", "Other Current Asset", "OtherCurrentAssets"),
    (11, "Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"),
    (12, "Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable"),
    (13, "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
    (14, "Discounts given", "Income", "DiscountsRefundsGiven"),
];

/// Fills an empty company.
pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    let info = json!({
        "CompanyName": "Empty Company_US",
        "LegalName": "Empty Company_US",
        "Country": "US",
        "Email": {"Address": "noreply@quickbooks.com"},
        "FiscalYearStartMonth": "January",
        "SupportedLanguages": "en",
        "NameValue": [
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
            {"Name": "SubscriptionStatus", "Value": "TRIAL"},
        ],
    });
    planter.put("CompanyInfo", 1, info)?;
    super::lists::plant(planter)?;
    let choices = Choices { discounts_and_shipping: false, tax_code: None, custom_field: None };
    planter.put("Preferences", 1, preferences(&choices))?;
    planter.accounts(ACCOUNTS)?;
    for (id, name) in [(1, "Services"), (2, "Hours")] {
        planter.put(
            "Item",
            id,
            json!({"Name": name, "Type": "Service", "IncomeAccountRef": {"value": "1"}}),
        )?;
    }
    Ok(())
}
