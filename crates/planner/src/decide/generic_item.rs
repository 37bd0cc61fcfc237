//! The item that lines are booked on: found by name, else made. One that was made follows its accounts; one that
//! was found keeps its own. Where another item was chosen, it isn't needed.

use super::Case;
use super::upsert::{Wanted, upsert};
use crate::payload::{GENERIC_ITEM_NAME, generic_item};
use crate::{Decision, Problem, Remote, Step, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>) -> Result<Decision, Problem> {
    match (&case.link.remote_id, case.remote) {
        _ if case.settings.item.is_some() => Ok(Decision::Skip("Another item was chosen".to_owned())),
        (Some(_), Remote::Unseen | Remote::Found { .. }) if !follows(case) => Ok(Decision::UpToDate),
        (Some(_), Remote::Missing) => Ok(Decision::Steps(vec![Step::Forget])),
        (None, Remote::Found { id, .. }) => Ok(Decision::Steps(vec![Step::Link { id: id.clone() }])),
        _ => {
            let preflight = preflight::generic_item(case.known, case.settings);
            let payload = generic_item(case.settings);
            let name = Some(GENERIC_ITEM_NAME);
            upsert(
                case,
                Wanted {
                    entity: Entity::Item,
                    title: format!("The item “{GENERIC_ITEM_NAME}”"),
                    payload,
                    total: None,
                    name,
                },
                preflight,
            )
        }
    }
}

/// Whether the item was made for it, so that it can be told of other accounts.
fn follows(case: &Case<'_>) -> bool {
    let has_accounts = case.settings.income_account.is_some() && case.settings.expense_account.is_some();
    (case.link.fingerprint.is_some() || case.link.held.is_some()) && has_accounts
}
