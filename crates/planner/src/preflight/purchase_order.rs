//! Purchase orders: edition, period, currency, tax, addresses.

use super::document::{addresses, currency, tax_codes, tax_is_on};
use super::period::CHANGE_THE_DATE;
use super::{item, open_period};
use crate::settings::Side;
use crate::{Code, Known, Problem, PurchaseOrderFacts, Settings};

/// Editions without purchase orders (fact sheet 10.2), by the part of their name that tells them. One that isn't known is
/// tried; where it has none, QuickBooks answers with 5020.
const WITHOUT: [&str; 6] =
    ["Simple Start", "EasyStart", "Essentials", "Self-Employed", "Solopreneur", "Ledger"];

/// Refuses a purchase order that the QuickBooks company can't take as it is set up now.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn purchase_order(facts: &PurchaseOrderFacts, known: &Known, settings: &Settings) -> Result<(), Problem> {
    let title = facts.document.title();
    edition(&title, known)?;
    open_period(&title, facts.document.issue_date, known, CHANGE_THE_DATE)?;
    currency(&facts.document, &facts.vendor, known)?;
    item(settings, &title, known)?;
    if !known.is_in_the_us() {
        tax_is_on(&facts.document, &facts.totals, known)?;
        tax_codes(&facts.document, Side::Purchase, known, settings)?;
    }
    addresses(&facts.document, &facts.contact)
}

fn edition(title: &str, known: &Known) -> Result<(), Problem> {
    if !WITHOUT.iter().any(|name| known.edition.contains(name)) {
        return Ok(());
    }
    let text = format!(
        "{title} can't be sent: {} has no purchase orders. Upgrade to QuickBooks Online Plus or Advanced, or enter it there \
         by hand as a bill once it is invoiced",
        known.edition
    );
    Err(Problem::new(Code::FeatureMissing, text))
}
