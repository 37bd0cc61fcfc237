//! An entity that has to go, or to stay with nothing on it.

use super::{Case, entity};
use crate::drift::Held;
use crate::preflight::{open_there, undeposited};
use crate::{Code, Decision, Fingerprint, Problem, Remote, Step, Verb, Waiting, WriteStep};
use quickbooks::Write;

/// A contact that is gone from the books stays in QuickBooks, as does what is unlinked; only the link is dropped.
pub(super) fn forget(case: &Case<'_>) -> Decision {
    match case.link.remote_id {
        Some(_) => Decision::Steps(vec![Step::Forget]),
        None if case.link.is_unlinked => {
            Decision::Skip("Unlinked from QuickBooks by choice; nothing was sent".to_owned())
        }
        None => Decision::Skip("Deleted here; QuickBooks keeps its contacts".to_owned()),
    }
}

/// A transaction that is gone from the books goes from QuickBooks too.
pub(super) fn delete(case: &Case<'_>, blocked_by: Option<&Waiting>) -> Result<Decision, Problem> {
    remove(case, blocked_by, Verb::Delete, "Deleted before it was sent")
}

/// A cancelled invoice stays with amounts of nothing (fact sheet 2.7).
pub(super) fn void(case: &Case<'_>, blocked_by: Option<&Waiting>) -> Result<Decision, Problem> {
    if case.link.fingerprint.as_deref() == Some(Fingerprint::voided().as_str()) {
        return Ok(Decision::UpToDate);
    }
    remove(case, blocked_by, Verb::Void, "Cancelled before it was sent")
}

fn remove(
    case: &Case<'_>,
    blocked_by: Option<&Waiting>,
    verb: Verb,
    unsent: &str,
) -> Result<Decision, Problem> {
    let entity = case.link.entity.or(entity(case.kind));
    let (Some(address), Some(entity)) = (case.link.address(case.remote), entity) else {
        return Ok(Decision::Skip(unsent.to_owned()));
    };
    let done = if verb == Verb::Void { "voided" } else { "deleted" };
    if case.remote != &Remote::Missing {
        undeposited(&called(case), case.link, done)?;
    }
    if !matches!(case.remote, Remote::Missing | Remote::Found { drift: Some(_), .. }) {
        open_there(&called(case), case.link, None, case.known, done)?;
    }
    // Money first: QuickBooks may refuse to remove what money is linked to (fact sheet 12.4).
    if let Some(waiting) = blocked_by {
        return Ok(Decision::Wait(waiting.clone()));
    }
    let step = match (case.remote, address.token) {
        (Remote::Missing, _) => Step::Forget,
        (_, None) => Step::Read { entity, id: address.id.to_owned() },
        (_, Some(token)) => {
            let write = match verb {
                Verb::Void => Write::void(entity, address.id, token),
                _ => Write::delete(entity, address.id, token),
            }
            .map_err(|error| Problem::new(Code::Unexpected, error.to_string()))?;
            Step::Write(Box::new(WriteStep {
                verb,
                write,
                fingerprint: Fingerprint::voided(),
                expected_total: None,
            }))
        }
    };
    Ok(Decision::Steps(vec![step]))
}

/// How a person may know it, now that the books say no more of it.
fn called(case: &Case<'_>) -> String {
    let held = case.link.held.as_ref();
    let (number, total) = (held.and_then(Held::number), held.and_then(Held::total));
    let kind = case.kind.words();
    match (number, total) {
        (Some(number), _) => format!("The {kind} {number}"),
        (None, Some(total)) => format!("The {kind} of {total:.2}"),
        (None, None) => format!("The {kind}"),
    }
}
