//! Companies in which nothing has been entered yet: accounts, small lists, tax codes and preferences alone.
//!
//! The service makes the accounts for receivables, payables, undeposited funds and discounts when they are first
//! needed (fact sheet 14.4, at its end); here they are there from the start.

mod ca;
mod gb;
mod us;

pub(super) use ca::CANADA;
pub(super) use gb::GREAT_BRITAIN;
pub(super) use us::UNITED_STATES;

use super::planter::{AccountRow, Planter};
use super::preferences::{Choices, preferences};
use crate::fault::Fault;
use crate::wire::reference;
use serde_json::{Value, json};

/// What differs from country to country.
pub(super) struct Country {
    /// As `CompanyInfo.Country` spells it.
    code: &'static str,
    company: &'static str,
    language: &'static str,
    /// Code and name.
    currency: (&'static str, &'static str),
    time_zone: &'static str,
    dates: (&'static str, &'static str),
    numbers: (&'static str, &'static str),
    receivable: &'static str,
    payable: &'static str,
    check: &'static str,
    /// Accounts beyond those that every company has.
    accounts: &'static [AccountRow],
    /// Those whom tax is paid to, from id 1.
    agencies: &'static [&'static str],
    /// Name, percentage and agency, from id 1.
    rates: &'static [(&'static str, &'static str, u64)],
    /// Tax codes, from id 2.
    codes: &'static [TaxCode],
}

/// A tax code with its rates.
struct TaxCode {
    name: &'static str,
    description: &'static str,
    taxable: bool,
    sales: &'static [u64],
    purchases: &'static [u64],
}

/// Id of the item that stands on sales lines without one.
const SERVICES: u64 = 1;

/// Fills an empty company.
pub(super) fn plant(planter: &mut Planter<'_>, country: &Country) -> Result<(), Fault> {
    planter.put("CompanyInfo", 1, company_info(country))?;
    super::lists::plant(planter, country.check)?;
    if country.code == "US" {
        super::lists::plant_pseudo_codes(planter)?;
    }
    plant_taxes(planter, country)?;
    let choices = Choices {
        currency: country.currency,
        dates: country.dates,
        numbers: country.numbers,
        uses_tax: !country.codes.is_empty(),
        sender: country.company,
        uncategorized: ["10", "8", "9"],
        ..Choices::default()
    };
    planter.put("Preferences", 1, preferences(&choices))?;
    planter.accounts(&[
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
        (11, country.receivable, "Accounts Receivable", "AccountsReceivable"),
        (12, country.payable, "Accounts Payable", "AccountsPayable"),
        (13, "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
        (14, "Discounts given", "Income", "DiscountsRefundsGiven"),
    ])?;
    planter.accounts(country.accounts)?;
    for (id, name) in [(SERVICES, "Services"), (2, "Hours")] {
        let item = json!({"Name": name, "Type": "Service", "IncomeAccountRef": reference("1")});
        planter.put("Item", id, item)?;
    }
    Ok(())
}

fn company_info(country: &Country) -> Value {
    json!({
        "CompanyName": country.company,
        "LegalName": country.company,
        "Country": country.code,
        "Email": {"Address": "noreply@quickbooks.com"},
        "FiscalYearStartMonth": "January",
        "SupportedLanguages": country.language,
        "DefaultTimeZone": country.time_zone,
        "NameValue": [
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
            {"Name": "SubscriptionStatus", "Value": "TRIAL"},
        ],
    })
}

fn plant_taxes(planter: &mut Planter<'_>, country: &Country) -> Result<(), Fault> {
    for (id, name) in (1_u64..).zip(country.agencies) {
        let agency = json!({"DisplayName": name, "TaxTrackedOnSales": true, "TaxTrackedOnPurchases": true});
        planter.put("TaxAgency", id, agency)?;
    }
    for (id, (name, percent, agency)) in (1_u64..).zip(country.rates) {
        planter.tax_rate(id, name, percent, &agency.to_string())?;
    }
    for (id, code) in (2_u64..).zip(country.codes) {
        let details = |rates: &[u64]| -> Vec<Value> {
            let detail = |rate: &u64| json!({"TaxRateRef": reference(&rate.to_string()), "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": 0});
            rates.iter().map(detail).collect()
        };
        let body = json!({
            "Name": code.name,
            "Description": code.description,
            "Active": true,
            "Hidden": false,
            "Taxable": code.taxable,
            "TaxGroup": true,
            "SalesTaxRateList": {"TaxRateDetail": details(code.sales)},
            "PurchaseTaxRateList": {"TaxRateDetail": details(code.purchases)},
        });
        planter.put("TaxCode", id, body)?;
    }
    Ok(())
}
