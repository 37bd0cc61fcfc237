//! Invoices: period, currency, discount, tax, addresses.

use super::document::{UNITED_STATES, addresses, currency, unmapped};
use super::open_period;
use crate::{Code, InvoiceFacts, Known, Problem};

/// Refuses an invoice that the QuickBooks company can't take as it is set up now.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn invoice(facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    let title = facts.document.title();
    open_period(&title, facts.document.issue_date, known)?;
    currency(&facts.document, known)?;
    discount(&title, facts, known)?;
    tax(&title, facts, known)?;
    addresses(&facts.document, &facts.contact)
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
        return Err(unmapped(&facts.document, known));
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
