//! At most once: a write with a request id (fact sheet 2.8).

use super::{Desk, Effect, Order, Outcome, write};
use crate::books::{Folded, Remembered};
use crate::fault::{Code, Fault};
use crate::state::Sum;
use crate::wire::Object;
use serde_json::Value;
use std::hash::{Hash, Hasher};

/// Characters of a request id at most.
const REQUEST_CHARS_MAX: usize = 50;

/// Does `order` unless a write with its request id has been done before; then its first reply is sent again.
/// Refusals are not kept (assumed).
///
/// # Errors
/// 600 when the request id stood for another payload, 2130 when it is too long, else what the write answers.
pub(crate) fn once(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let Some(request) = &order.request else { return write(desk, order) };
    remembered(desk, request, fingerprint(order), |desk| write(desk, order))
}

/// The same for what is no write of an entity: `work`, asked for with `body`.
///
/// # Errors
/// As [`once`].
pub(crate) fn once_with(
    desk: &mut Desk<'_>,
    request: Option<&str>,
    body: &Object,
    work: impl FnOnce(&mut Desk<'_>) -> Result<Outcome, Fault>,
) -> Result<Outcome, Fault> {
    let Some(request) = request else { return work(desk) };
    let mut hasher = Sum::default();
    serde_json::to_string(body).unwrap_or_default().hash(&mut hasher);
    remembered(desk, request, hasher.finish(), work)
}

fn remembered(
    desk: &mut Desk<'_>,
    request: &str,
    fingerprint: u64,
    work: impl FnOnce(&mut Desk<'_>) -> Result<Outcome, Fault>,
) -> Result<Outcome, Fault> {
    if request.chars().count() > REQUEST_CHARS_MAX {
        let detail =
            format!("Invalid Request Id Format : at most {REQUEST_CHARS_MAX} characters are supported");
        return Err(Fault::new(Code::REQUEST_ID_FORMAT, detail).element("requestid"));
    }
    if let Some(remembered) = desk.company.replays.get(request, desk.now) {
        if remembered.fingerprint != fingerprint {
            let detail = format!("Duplicate Request ID : {request} was used with another request");
            return Err(Fault::new(Code::DUPLICATE_REQUEST, detail).element("requestid"));
        }
        let object = Value::Object(remembered.reply.unfold());
        let outcome =
            Outcome { object, id: remembered.id.clone(), effect: Effect::Replayed, at: remembered.at };
        desk.company.counters.replays += 1;
        return Ok(outcome);
    }
    let outcome = work(desk)?;
    if let Value::Object(object) = &outcome.object {
        let reply = Folded::of(object);
        let remembered = Remembered { fingerprint, id: outcome.id.clone(), reply, at: outcome.at };
        desk.company.replays.keep(request, remembered);
    }
    Ok(outcome)
}

fn fingerprint(order: &Order) -> u64 {
    let mut hasher = Sum::default();
    order.entity.name.hash(&mut hasher);
    order.operation.word().hash(&mut hasher);
    order.options.hash(&mut hasher);
    // Members are kept in the order of their names, so equal bodies print equally.
    serde_json::to_string(&order.body).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
