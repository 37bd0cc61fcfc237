//! Invoices: period, currency, discount, tax, addresses.

use super::contact::{length, postal_codes};
use super::open_period;
use crate::payload::free_text;
use crate::{Code, InvoiceFacts, Known, Problem};

/// The country whose lines are taxed by the plain codes TAX and NON (fact sheet 11.3), in both spellings (fact sheet 2.9).
const UNITED_STATES: [&str; 2] = ["US", "USA"];
/// Characters of one line of an address (fact sheet 7).
const MAX_ADDRESS_LINE: usize = 500;
/// Characters of all lines of an address together (fact sheet 7).
const MAX_ADDRESS: usize = 2_000;

/// Refuses an invoice that the QuickBooks company can't take as it is set up now.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn invoice(facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    let title = facts.document.title();
    open_period(&title, facts.document.issue_date, known)?;
    currency(&title, facts, known)?;
    discount(&title, facts, known)?;
    tax(&title, facts, known)?;
    addresses(facts)
}

fn currency(title: &str, facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    let code = facts.document.currency.code();
    if code == known.home_currency {
        return Ok(());
    }
    let text = format!(
        "{title} is in {code}; QuickBooks keeps its books in {}. Write the invoice in {}",
        known.home_currency, known.home_currency
    );
    Err(Problem::new(Code::CurrencyNotPossible, text))
}

fn discount(title: &str, facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    if facts.totals.discount.is_zero() || known.discounts {
        return Ok(());
    }
    let text = format!(
        "{title} has a discount of {}, and discounts are off in QuickBooks. Switch on Discount under Account and settings, Sales, Sales form content",
        facts.totals.discount.to_decimal(facts.document.currency)
    );
    Err(Problem::new(Code::DiscountsOff, text))
}

fn tax(title: &str, facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    if !UNITED_STATES.contains(&known.country.as_str()) {
        let rates = facts.tax_rates().next().map(|(first, second)| format!("{first} % and {second} %"));
        let text = format!(
            "{title} is taxed at {}, and no tax code of QuickBooks (country {}) stands for that yet",
            rates.unwrap_or_default(),
            known.country
        );
        return Err(Problem::new(Code::TaxRateUnmapped, text));
    }
    if facts.totals.tax().is_zero() || known.sales_tax {
        return Ok(());
    }
    let text = format!(
        "{title} has {} of tax, and sales tax is off in QuickBooks. Set up sales tax there (Taxes, Sales tax)",
        facts.totals.tax().to_decimal(facts.document.currency)
    );
    Err(Problem::new(Code::SalesTaxOff, text))
}

fn addresses(facts: &InvoiceFacts) -> Result<(), Problem> {
    postal_codes(&facts.contact.details)?;
    let shipping = free_text(&facts.document.shipping_address);
    let lines = [shipping.line1, shipping.line2, shipping.line3, shipping.line4, shipping.line5];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    for line in &lines {
        length("line of the shipping address", line, MAX_ADDRESS_LINE)?;
    }
    length("shipping address", &lines.concat(), MAX_ADDRESS)
}
