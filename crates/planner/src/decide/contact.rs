//! Customers and suppliers: adopted by name the first time, then kept equal.

use super::upsert::{Wanted, upsert};
use super::{Case, called};
use crate::{Decision, Problem, payload, preflight};
use domain::change::RecordKind;
use domain::contact::{Contact, ContactDetails};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, contact: &Contact) -> Result<Decision, Problem> {
    let details = &ContactDetails { name: called(case, &contact.details.name), ..contact.details.clone() };
    let (entity, payload) = match case.kind {
        RecordKind::Supplier => (Entity::Vendor, payload::supplier(details)),
        _ => (Entity::Customer, payload::customer(details)),
    };
    let preflight = preflight::contact(details);
    upsert(
        case,
        Wanted { entity, title: details.name.clone(), payload, total: None, name: Some(&details.name) },
        preflight,
    )
}
