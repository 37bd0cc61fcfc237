//! An entity that has to be there with certain values: look for it, create it, adopt it or update it.

use super::Case;
use crate::drift::Drift;
use crate::link::Address;
use crate::payload::{sparse, without_blanks};
use crate::preflight::{open_there, undeposited};
use crate::settings::Blanks;
use crate::{Decision, Desired, Fingerprint, Problem, Remote, Step, Verb, WriteStep};
use domain::{Currency, Money};
use quickbooks::{Entity, Operation, Write};
use serde_json::{Value, json};

/// The member that has to be said again in each write of a company that deals in several (fact sheet 11.7).
const CURRENCY: &str = "CurrencyRef";

/// What has to be there.
pub(super) struct Wanted<'a> {
    /// The kind of entity.
    pub(super) entity: Entity,
    /// How a person calls the record.
    pub(super) title: String,
    /// Every member that we own, blanks included.
    pub(super) payload: Value,
    /// The total that the reply has to show.
    pub(super) total: Option<Money>,
    /// The unique name under which somebody may have made it before us.
    pub(super) name: Option<&'a str>,
}

/// The steps from what is there to what is wanted. What the preflight has found counts only when something has to be
/// sent: an invoice that QuickBooks took before its period was closed stays up to date.
///
/// # Errors
/// Something has to be sent, and the preflight has refused it.
pub(super) fn upsert(
    case: &Case<'_>,
    wanted: Wanted<'_>,
    preflight: Result<(), Problem>,
) -> Result<Decision, Problem> {
    let fingerprint = Fingerprint::of(&wanted.payload);
    toward(case, wanted, fingerprint, preflight)
}

/// As [`upsert`], of an entity whose member `aside` is written alone, but for the currency that it is in, when nothing else has changed
/// on either side: lines that are sent again take the place of those that are there, and whatever hangs on these may let go.
///
/// # Errors
/// As [`upsert`].
pub(super) fn upsert_with(
    aside: &str,
    case: &Case<'_>,
    wanted: Wanted<'_>,
    preflight: Result<(), Problem>,
) -> Result<Decision, Problem> {
    let fingerprint = Fingerprint::in_two(&wanted.payload, aside);
    let held = case.link.fingerprint.as_deref().filter(|_| case.link.remote_id.is_some());
    let is_as_left = !matches!(case.remote, Remote::Found { drift: Some(_), .. });
    let alone = held.is_some_and(|held| fingerprint.differs_aside_alone(held)) && is_as_left;
    let payload = match wanted.payload {
        Value::Object(members) if alone => {
            Value::Object(members.into_iter().filter(|(name, _)| name == aside || name == CURRENCY).collect())
        }
        whole => whole,
    };
    toward(case, Wanted { payload, ..wanted }, fingerprint, preflight)
}

fn toward(
    case: &Case<'_>,
    wanted: Wanted<'_>,
    fingerprint: Fingerprint,
    preflight: Result<(), Problem>,
) -> Result<Decision, Problem> {
    let Some(address) = case.link.address(case.remote) else {
        return preflight.map(|()| first_time(case, wanted, fingerprint));
    };
    let is_held = case.link.fingerprint.as_deref() == Some(fingerprint.as_str());
    match case.remote {
        // Nothing removed comes back (fact sheet 2.6). Whether it is made anew, somebody has to say.
        Remote::Missing => Err(Drift::gone(wanted.entity).problem(&wanted.title)),
        Remote::Found { drift: Some(drift), .. } if is_held || !matches!(drift, Drift::Edited(_)) => {
            Err(drift.problem(&wanted.title))
        }
        Remote::Unseen if is_held && case.link.is_doubted => Ok(read(&wanted, address)),
        _ if is_held => Ok(Decision::UpToDate),
        _ => may_change(case, &wanted).and(preflight).map(|()| update(case, wanted, fingerprint, address)),
    }
}

/// Whether it is on no bank deposit, and the period in which it was left there is open, unless somebody has changed it since.
fn may_change(case: &Case<'_>, wanted: &Wanted<'_>) -> Result<(), Problem> {
    undeposited(&wanted.title, case.link, "changed")?;
    if matches!(case.remote, Remote::Found { drift: Some(_), .. }) {
        return Ok(());
    }
    let here = wanted.payload["TxnDate"].as_str().and_then(|date| date.parse().ok());
    open_there(&wanted.title, case.link, here, case.known, "changed")
}

fn read(wanted: &Wanted<'_>, address: Address<'_>) -> Decision {
    Decision::Steps(vec![Step::Read { entity: wanted.entity, id: address.id.to_owned() }])
}

fn update(case: &Case<'_>, wanted: Wanted<'_>, fingerprint: Fingerprint, address: Address<'_>) -> Decision {
    let Some(token) = address.token else {
        // The service has changed the entity since (a payment raises an invoice's token, fact sheet 2.5).
        return read(&wanted, address);
    };
    let mut body = sparse(wanted.payload, address.id, token);
    if case.link.fingerprint.is_none() && !wanted.entity.is_transaction() {
        // What is sent again whole is in use again, too.
        body["Active"] = true.into();
    }
    one(case, Verb::Update, wanted.entity, Operation::Update, body, fingerprint, wanted.total)
}

fn first_time(case: &Case<'_>, wanted: Wanted<'_>, fingerprint: Fingerprint) -> Decision {
    let body = match (case.remote, case.settings.blanks_on_adoption) {
        (Remote::Found { .. }, Blanks::Overwrite) => wanted.payload,
        _ => without_blanks(wanted.payload),
    };
    match (case.remote, wanted.name) {
        (Remote::Unseen, Some(name)) => {
            Decision::Steps(vec![Step::FindByName { entity: wanted.entity, name: name.to_owned() }])
        }
        (Remote::Found { id, sync_token, .. }, Some(_)) => {
            let body = sparse(body, id, sync_token);
            one(case, Verb::Adopt, wanted.entity, Operation::Update, body, fingerprint, wanted.total)
        }
        _ => one(case, Verb::Create, wanted.entity, Operation::Create, body, fingerprint, wanted.total),
    }
}

fn one(
    case: &Case<'_>,
    verb: Verb,
    entity: Entity,
    operation: Operation,
    mut body: Value,
    fingerprint: Fingerprint,
    expected_total: Option<Money>,
) -> Decision {
    if case.known.multi_currency
        && body.get(CURRENCY).is_none()
        && let Some(code) = currency(case, verb, entity)
    {
        body[CURRENCY] = json!({"value": code});
    }
    let write = Write { entity, operation, body };
    Decision::Steps(vec![Step::Write(Box::new(WriteStep { verb, write, fingerprint, expected_total }))])
}

/// What is said where a company deals in several currencies, though the fingerprint does not have it: a new contact's, who
/// keeps it for ever, and the home currency of a transaction (fact sheet 11.7).
fn currency<'a>(case: &'a Case<'_>, verb: Verb, entity: Entity) -> Option<&'a str> {
    match case.desired {
        Desired::Contact(facts) if verb == Verb::Create => facts.currency.map(Currency::code),
        _ => entity.is_transaction().then_some(case.known.home_currency.as_str()),
    }
}
