//! The generic item needs an account for each of its two sides (fact sheet 8.4).

use super::account;
use crate::payload::GENERIC_ITEM_NAME;
use crate::{Known, Problem, Settings};

/// Refuses the generic item while an account that it books on isn't chosen or is no longer active.
///
/// # Errors
/// [`crate::Code::AccountMissing`] or [`crate::Code::ChoiceGone`] with the kind of account.
pub fn generic_item(known: &Known, settings: &Settings) -> Result<(), Problem> {
    let title = format!("the item “{GENERIC_ITEM_NAME}”");
    account(&settings.income_account, "income", &title, known)?;
    account(&settings.expense_account, "expense", &title, known)
}
