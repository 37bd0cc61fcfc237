//! Refunds: period and accounts.

use super::{account, open_period};
use crate::{Known, Problem, RefundFacts, Settings};
use quickbooks::Entity;

/// Refuses a refund in a closed period, or while an account that it books on isn't chosen.
///
/// # Errors
/// [`crate::Code::PeriodClosed`] with the date, [`crate::Code::AccountMissing`] with the kind of account.
pub fn refund(
    facts: &RefundFacts,
    entity: Entity,
    known: &Known,
    settings: &Settings,
) -> Result<(), Problem> {
    let title = format!("the refund on invoice {}", facts.invoice.number);
    open_period(&format!("The refund on invoice {}", facts.invoice.number), facts.transaction.date, known)?;
    account(&settings.bank_account, "bank", &title)?;
    if entity == Entity::Purchase {
        account(&settings.receivable_account, "accounts receivable", &title)?;
    }
    Ok(())
}
