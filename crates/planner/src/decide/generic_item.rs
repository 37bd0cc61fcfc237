//! The item that lines are booked on: found by name, else made. Nobody changes it afterwards.

use super::Case;
use super::upsert::{Wanted, upsert};
use crate::payload::{GENERIC_ITEM_NAME, generic_item};
use crate::{Decision, Problem, Remote, Step, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>) -> Result<Decision, Problem> {
    match (&case.link.remote_id, case.remote) {
        (Some(_), Remote::Unseen | Remote::Found { .. }) => Ok(Decision::UpToDate),
        (None, Remote::Found { id, .. }) => Ok(Decision::Steps(vec![Step::Link { id: id.clone() }])),
        _ => {
            let preflight = preflight::generic_item(case.settings);
            let payload = generic_item(case.settings);
            let name = Some(GENERIC_ITEM_NAME);
            upsert(case, Wanted { entity: Entity::Item, payload, total: None, name }, preflight)
        }
    }
}
