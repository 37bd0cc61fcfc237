//! Invoices: currency, discount, tax, period.

use super::open_period;
use crate::{Code, InvoiceFacts, Known, Problem};

/// The country whose lines are taxed by the plain codes TAX and NON (fact sheet 11.3).
const UNITED_STATES: &str = "US";

/// Refuses an invoice that the QuickBooks company can't take as it is set up now.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn invoice(facts: &InvoiceFacts, known: &Known) -> Result<(), Problem> {
    let title = facts.document.title();
    open_period(&title, facts.document.issue_date, known)?;
    currency(&title, facts, known)?;
    discount(&title, facts, known)?;
    tax(&title, facts, known)
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
    if known.country != UNITED_STATES {
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
