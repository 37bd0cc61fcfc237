//! Bills: after the purchase order that they are for, as long as it is received in full.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, out_of_range, ready};
use crate::payload::{self, BillIds, OrderIds};
use crate::{BillFacts, Decision, Problem, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &BillFacts) -> Result<Decision, Problem> {
    let order = &facts.order;
    let preflight = preflight::purchase_order(order, case.known, case.settings);
    let (vendor, generic_item, remote_order) =
        match (ready(&order.vendor), ready(&order.generic_item), ready(&facts.remote_order)) {
            (Ok(vendor), Ok(item), Ok(order)) => (vendor, item, order),
            (Err(wait), _, _) | (_, Err(wait), _) | (_, _, Err(wait)) => {
                return meanwhile(case, wait, preflight);
            }
        };
    let ids =
        BillIds { of: OrderIds { vendor, generic_item }, order: remote_order, lines: &facts.remote_lines };
    let payload = payload::bill(order, case.known, case.settings, ids);
    let title = order.document.title();
    let payload = payload.map_err(out_of_range(&title))?;
    let title = format!("The bill for {title}");
    let total = Some(order.totals.total());
    upsert(case, Wanted { entity: Entity::Bill, title, payload, total, name: None }, preflight)
}
