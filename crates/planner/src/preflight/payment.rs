//! Payments: period, currency, and what was chosen for their reference.

use super::document::{account_currency, currency};
use super::period::ENTER_IT_AGAIN;
use super::{active, open_period};
use crate::settings::{Chosen, PaymentRule};
use crate::{Known, PaymentFacts, Problem, Settings};

/// Refuses a payment in a closed period, or whose account or method is no longer active.
///
/// # Errors
/// The first miss, with the value and the fix.
pub fn payment(facts: &PaymentFacts, known: &Known, settings: &Settings) -> Result<(), Problem> {
    let title = format!("payment on invoice {}", facts.invoice.number);
    open_period(&format!("The {title}"), facts.transaction.date, known, ENTER_IT_AGAIN)?;
    currency(&facts.invoice, &facts.customer, known)?;
    let title = format!("the {title}");
    let rule = PaymentRule::of(&settings.payment_methods, &facts.transaction.reference);
    if let Some(account) = PaymentRule::account(rule, settings) {
        active(Chosen::Account(account.clone()), "The account", &title, known)?;
        account_currency(account, "deposit", &facts.invoice, known)?;
    }
    match rule.and_then(|rule| rule.payment_method.clone()) {
        Some(method) => active(Chosen::PaymentMethod(method), "The payment method", &title, known),
        None => Ok(()),
    }
}
