//! The generic item needs an account for each of its two sides (fact sheet 8.4).

use crate::payload::GENERIC_ITEM_NAME;
use crate::{Code, Problem, Settings};

/// Refuses the generic item while an account that it books on isn't chosen.
///
/// # Errors
/// [`Code::AccountMissing`] with the kind of account.
pub fn generic_item(settings: &Settings) -> Result<(), Problem> {
    for (account, kind) in [(&settings.income_account, "income"), (&settings.expense_account, "expense")] {
        if account.is_none() {
            let text = format!(
                "No {kind} account is chosen for the item “{GENERIC_ITEM_NAME}”, and QuickBooks has none of the usual kind. Make one there, then connect again"
            );
            return Err(Problem::new(Code::AccountMissing, text));
        }
    }
    Ok(())
}
