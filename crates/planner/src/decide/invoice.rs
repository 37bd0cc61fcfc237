//! Invoices: after their customer and the generic item, never from before the integration was enabled.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, numbered, out_of_range, ready};
use crate::payload::{RemoteIds, invoice};
use crate::{Decision, InvoiceFacts, Problem, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &InvoiceFacts) -> Result<Decision, Problem> {
    let preflight = preflight::invoice(facts, case.known, case.settings);
    let (customer, generic_item) = match (ready(&facts.customer), ready(&facts.generic_item)) {
        (Ok(customer), Ok(item)) => (customer, item),
        (Err(wait), _) | (_, Err(wait)) => return meanwhile(case, wait, preflight),
    };
    let ids = RemoteIds { customer, generic_item };
    let title = facts.document.title();
    let payload = invoice(facts, case.known, case.settings, ids);
    let payload = numbered(case, payload.map_err(out_of_range(&title))?);
    let total = Some(facts.total());
    let decision =
        upsert(case, Wanted { entity: Entity::Invoice, title, payload, total, name: None }, preflight)?;
    Ok(match (decision, &facts.making_room) {
        // QuickBooks may refuse another customer or a lower total while money is linked (fact sheet 12.4).
        (Decision::Steps(_), Some(waiting)) if case.link.remote_id.is_some() => {
            Decision::Wait(waiting.clone())
        }
        (decision, _) => decision,
    })
}
