//! Purchase orders: after their vendor and the generic item, never from before the integration was enabled.

use super::upsert::{Wanted, upsert_with};
use super::{Case, meanwhile, numbered, out_of_range, ready};
use crate::payload::{OrderIds, purchase_order};
use crate::{Decision, Problem, PurchaseOrderFacts, preflight};
use quickbooks::Entity;

/// The member that tells whether the order is received in full. Its lines may have bills hanging on them by then.
const STATUS: &str = "POStatus";

pub(super) fn decide(case: &Case<'_>, facts: &PurchaseOrderFacts) -> Result<Decision, Problem> {
    let preflight = preflight::purchase_order(facts, case.known, case.settings);
    // QuickBooks keeps an order closed while a bill has taken all of it, and its vendor while it has a bill at all.
    if let (Some(bill), false) = (&facts.bill, facts.keeps_bill()) {
        return Ok(Decision::Wait(bill.gone.clone()));
    }
    let (vendor, generic_item) = match (ready(&facts.vendor), ready(&facts.generic_item)) {
        (Ok(vendor), Ok(item)) => (vendor, item),
        (Err(wait), _) | (_, Err(wait)) => return meanwhile(case, wait, preflight),
    };
    let ids = OrderIds { vendor, generic_item };
    let title = facts.document.title();
    let payload = purchase_order(facts, case.known, case.settings, ids);
    let payload = numbered(case, payload.map_err(out_of_range(&title))?);
    let total = Some(facts.totals.total());
    upsert_with(
        STATUS,
        case,
        Wanted { entity: Entity::PurchaseOrder, title, payload, total, name: None },
        preflight,
    )
}
