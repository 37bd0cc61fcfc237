//! The item that lines are booked on: found by name, else made. Nobody changes it afterwards.

use super::Case;
use super::upsert::{Wanted, upsert};
use crate::payload::{GENERIC_ITEM_NAME, generic_item};
use crate::{Code, Decision, Problem, Remote, Step};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>) -> Result<Decision, Problem> {
    if case.link.remote_id.is_some() {
        return Ok(Decision::UpToDate);
    }
    if let Remote::Found { id, .. } = case.remote {
        return Ok(Decision::Steps(vec![Step::Link { id: id.clone() }]));
    }
    let settings = case.settings;
    for (account, kind) in [(&settings.income_account, "income"), (&settings.expense_account, "expense")] {
        if account.is_none() {
            let text = format!(
                "No {kind} account is chosen for the item “{GENERIC_ITEM_NAME}”, and QuickBooks has none of the usual kind. Make one there, then connect again"
            );
            return Err(Problem::new(Code::AccountMissing, text));
        }
    }
    let payload = generic_item(settings);
    Ok(upsert(case, Wanted { entity: Entity::Item, payload, total: None, name: Some(GENERIC_ITEM_NAME) }))
}
