//! Invoices: period, currency, discount, tax, addresses.

use super::document::{addresses, currency, tax_code, tax_codes, tax_is_on};
use super::period::CHANGE_THE_DATE;
use super::{item, open_period};
use crate::settings::{DiscountForm, Side};
use crate::{Code, InvoiceFacts, Known, Problem, Settings};
use domain::Percent;

/// Refuses an invoice that the QuickBooks company can't take as it is set up now.
///
/// # Errors
/// The first miss, with the field, the value and the fix.
pub fn invoice(facts: &InvoiceFacts, known: &Known, settings: &Settings) -> Result<(), Problem> {
    let title = facts.document.title();
    open_period(&title, facts.document.issue_date, known, CHANGE_THE_DATE)?;
    currency(&facts.document, &facts.customer, known)?;
    discount(&title, facts, known, settings)?;
    tax_is_on(&facts.document, &facts.totals, known)?;
    item(settings, &title, known)?;
    tax_codes(&facts.document, Side::Sale, known, settings)?;
    if !facts.returned.is_zero() {
        tax_code(&title, (Percent::ZERO, Percent::ZERO), Side::Sale, known, settings)?;
    }
    addresses(&facts.document, &facts.contact)
}

fn discount(title: &str, facts: &InvoiceFacts, known: &Known, settings: &Settings) -> Result<(), Problem> {
    let on_a_line =
        facts.document.lines.iter().map(|line| line.discount).find(|discount| !discount.is_zero());
    let on_a_line = on_a_line.filter(|_| settings.discount_form == DiscountForm::Line);
    let discount = match on_a_line {
        _ if known.discounts => return Ok(()),
        _ if !facts.totals.discount.is_zero() => {
            facts.totals.discount.to_decimal(facts.document.currency).to_string()
        }
        Some(percent) => format!("{percent} % on a line"),
        None => return Ok(()),
    };
    let text = format!(
        "{title} has a discount of {discount}, and discounts are off in QuickBooks. Switch on Discount under Account and settings, Sales, Sales form content"
    );
    Err(Problem::new(Code::DiscountsOff, text))
}
