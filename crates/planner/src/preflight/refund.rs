//! Refunds: period, currency and accounts.

use super::deposit::deposited;
use super::document::{account_currency, currency};
use super::period::ENTER_IT_AGAIN;
use super::{account, item, open_period};
use crate::{Code, Known, Problem, RefundFacts, Settings};
use quickbooks::Entity;

/// What may be done about a payment that has to let go of its invoice.
const OPEN_THE_BOOKS: &str =
    "It has to let go of the invoice, so nothing was sent. Change the closing date in QuickBooks";

/// Refuses a refund in a closed period, or while what it is booked on isn't chosen or is no longer active.
///
/// # Errors
/// The first miss, with the value and the fix.
pub fn refund(
    facts: &RefundFacts,
    entity: Entity,
    known: &Known,
    settings: &Settings,
) -> Result<(), Problem> {
    let title = format!("the refund on invoice {}", facts.invoice.number);
    open_period(
        &format!("The refund on invoice {}", facts.invoice.number),
        facts.transaction.date,
        known,
        ENTER_IT_AGAIN,
    )?;
    currency(&facts.invoice, &facts.customer, known)?;
    account(&settings.bank_account, "bank", &title, known)?;
    if let Some(bank) = &settings.bank_account {
        account_currency(bank, "bank", &facts.invoice, known)?;
    }
    match entity {
        Entity::Purchase => receivable(facts, &title, known, settings),
        _ => item(settings, &title, known),
    }
}

/// The account of debts has to be in the currency of the refund (fact sheet 6.4).
fn receivable(facts: &RefundFacts, title: &str, known: &Known, settings: &Settings) -> Result<(), Problem> {
    let currency = facts.invoice.currency;
    let Some(code) = known.abroad(currency) else {
        return account(&settings.receivable_account, "accounts receivable", title, known);
    };
    if known.receivable_account(settings, currency).is_some() {
        return Ok(());
    }
    let text = format!(
        "For {title}, which is in {code}, no accounts receivable account in {code} was found in QuickBooks, which makes one with the \
         first customer in {code}. Retry: QuickBooks is read again then"
    );
    Err(Problem::new(Code::CurrencyNotPossible, text))
}

/// Refuses a refund while a payment that has to let go of the invoice for it can't: it is dated in a closed period, part of a
/// bank deposit, or can't be sent itself. Nothing is begun that can't be ended.
///
/// # Errors
/// [`Code::PeriodClosed`] with the date of the payment, [`Code::Deposited`], or the payment's own problem.
pub fn taken_from(facts: &RefundFacts, known: &Known) -> Result<(), Problem> {
    let title = format!("The payment that the refund on invoice {} is taken from", facts.invoice.number);
    facts.taken_from.iter().try_for_each(|source| {
        open_period(&title, source.dated, known, OPEN_THE_BOOKS)?;
        if let Some(refusal) = &source.refusal {
            return Err(refusal.clone());
        }
        match source.is_deposited {
            true => Err(deposited(&title, "can't let go of the invoice, and nothing was sent")),
            false => Ok(()),
        }
    })
}
