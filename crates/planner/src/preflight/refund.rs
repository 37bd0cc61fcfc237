//! Refunds: period and accounts.

use super::{account, item, open_period};
use crate::{Known, Problem, RefundFacts, Settings};
use quickbooks::Entity;

/// Refuses a refund in a closed period, or while what it is booked on isn't chosen or is no longer active.
///
/// # Errors
/// [`crate::Code::PeriodClosed`] with the date, [`crate::Code::AccountMissing`] or [`crate::Code::ChoiceGone`] with
/// the kind of account.
pub fn refund(
    facts: &RefundFacts,
    entity: Entity,
    known: &Known,
    settings: &Settings,
) -> Result<(), Problem> {
    let title = format!("the refund on invoice {}", facts.invoice.number);
    open_period(&format!("The refund on invoice {}", facts.invoice.number), facts.transaction.date, known)?;
    account(&settings.bank_account, "bank", &title, known)?;
    if entity == Entity::Purchase {
        return account(&settings.receivable_account, "accounts receivable", &title, known);
    }
    item(settings, &title, known)
}
