//! What all documents have: currency, tax rates, addresses.

use super::contact::{length, postal_codes};
use crate::payload::free_text;
use crate::{Code, Known, Problem};
use domain::contact::Contact;
use domain::document::{Document, LineKind};

/// The country whose lines are taxed by the plain codes TAX and NON (fact sheet 11.3), in both spellings (fact sheet 2.9).
pub(super) const UNITED_STATES: [&str; 2] = ["US", "USA"];
/// Characters of one line of an address (fact sheet 7).
const MAX_ADDRESS_LINE: usize = 500;
/// Characters of all lines of an address together (fact sheet 7).
const MAX_ADDRESS: usize = 2_000;

/// Refuses another currency than QuickBooks keeps its books in.
pub(super) fn currency(document: &Document, known: &Known) -> Result<(), Problem> {
    let code = document.currency.code();
    if code == known.home_currency {
        return Ok(());
    }
    let text = format!(
        "{} is in {code}; QuickBooks keeps its books in {}. Write the {} in {}",
        document.title(),
        known.home_currency,
        document.kind.noun(),
        known.home_currency
    );
    Err(Problem::new(Code::CurrencyNotPossible, text))
}

/// The problem of a document whose tax rates no code of QuickBooks stands for.
pub(super) fn unmapped(document: &Document, known: &Known) -> Problem {
    let taxed = document.lines.iter().find(|line| !matches!(line.kind, LineKind::Discount(_)));
    let rates = taxed.map(|line| format!("{} % and {} %", line.tax1, line.tax2));
    let text = format!(
        "{} is taxed at {}, and no tax code of QuickBooks (country {}) stands for that yet",
        document.title(),
        rates.unwrap_or_default(),
        known.country
    );
    Problem::new(Code::TaxRateUnmapped, text)
}

/// Refuses an address that QuickBooks would refuse: one of the contact's, or the one that the goods go to.
pub(super) fn addresses(document: &Document, contact: &Contact) -> Result<(), Problem> {
    postal_codes(&contact.details)?;
    let shipping = free_text(&document.shipping_address);
    let lines = [shipping.line1, shipping.line2, shipping.line3, shipping.line4, shipping.line5];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    for line in &lines {
        length("line of the shipping address", line, MAX_ADDRESS_LINE)?;
    }
    length("shipping address", &lines.concat(), MAX_ADDRESS)
}
