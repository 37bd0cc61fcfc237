//! The US sandbox company (fact sheet 14).

mod accounts;
mod items;
mod open;
mod people;
mod sales;
mod tax;

use super::planter::Planter;
use super::preferences::{Choices, preferences};
use crate::fault::Fault;
use serde_json::json;

/// Fills the sandbox company: lists first, so that everything finds what it refers to.
pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    let address = json!({
        "Line1": "123 Sierra Way",
        "City": "San Pablo",
        "CountrySubDivisionCode": "CA",
        "PostalCode": "87999",
        "Country": "USA",
    });
    let info = json!({
        "CompanyName": "Sandbox Company_US_1",
        "LegalName": "Sandbox Company_US_1",
        "CompanyAddr": address,
        "CustomerCommunicationAddr": address,
        "LegalAddr": address,
        "Country": "US",
        "Email": {"Address": "noreply@quickbooks.com"},
        "FiscalYearStartMonth": "January",
        "SupportedLanguages": "en",
        "DefaultTimeZone": "America/Los_Angeles",
        "NameValue": [
            {"Name": "NeoEnabled", "Value": "true"},
            {"Name": "IndustryType", "Value": "Landscaping Services"},
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
            {"Name": "SubscriptionStatus", "Value": "PAID"},
            {"Name": "ItemCategoriesFeature", "Value": "true"},
        ],
    });
    planter.put("CompanyInfo", 1, info)?;
    let choices = Choices {
        discounts_and_shipping: true,
        uses_tax: true,
        tax_code: Some("2"),
        own_fields: [&["Crew #"], &["Crew #", "Sales Rep"]],
        ..Choices::default()
    };
    accounts::plant(planter)?;
    super::lists::plant(planter, "Check")?;
    super::lists::plant_pseudo_codes(planter)?;
    tax::plant(planter)?;
    planter.put("Preferences", 1, preferences(&choices))?;
    people::plant(planter)?;
    items::plant(planter)?;
    sales::plant(planter)?;
    accounts::balance(planter);
    Ok(())
}
