//! Customers and suppliers: adopted by name the first time, then kept equal.

use super::upsert::{Wanted, upsert};
use super::{Case, called, meanwhile};
use crate::{ContactFacts, Decision, Problem, payload, preflight};
use domain::change::RecordKind;
use domain::contact::ContactDetails;
use quickbooks::Entity;

/// Why a contact without documents is not sent where a company deals in several currencies: theirs is not known yet, and it
/// never changes there (fact sheet 11.7).
const CURRENCY_UNKNOWN: &str = "Goes to QuickBooks with the first document: it keeps each contact in one currency, which that document tells";

pub(super) fn decide(case: &Case<'_>, facts: &ContactFacts) -> Result<Decision, Problem> {
    let contact = &facts.contact;
    let is_new = case.link.remote_id.is_none();
    if case.known.multi_currency && is_new && facts.currency.is_none() {
        return Ok(Decision::Skip(CURRENCY_UNKNOWN.to_owned()));
    }
    let details = &ContactDetails { name: called(case, &contact.details.name), ..contact.details.clone() };
    let (entity, payload) = match case.kind {
        RecordKind::Supplier => (Entity::Vendor, payload::supplier(details)),
        _ => (Entity::Customer, payload::customer(details)),
    };
    let preflight = preflight::contact(details).and_then(|()| match facts.currency {
        Some(currency) if case.known.multi_currency && is_new => {
            preflight::listed(currency, &details.name, case.known)
        }
        _ => Ok(()),
    });
    if let (true, Some(namesake)) = (is_new, &facts.namesake) {
        return meanwhile(case, Decision::Wait(namesake.clone()), preflight);
    }
    upsert(
        case,
        Wanted { entity, title: details.name.clone(), payload, total: None, name: Some(&details.name) },
        preflight,
    )
}
