//! Refunds: money paid out to the customer. The payments that it is taken from let go of it by themselves, as soon as it
//! is there (fact sheet 12.3).

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready, there};
use crate::payload::{self, ReceiptIds};
use crate::{Decision, Link, Problem, RefundFacts, RefundForm, Settings, preflight};
use quickbooks::Entity;

/// The kind of entity that tells a refund: what it is there, else what was chosen.
pub fn refund_entity(link: &Link, settings: &Settings) -> Entity {
    let chosen = match settings.refund_form {
        RefundForm::PaidOut => Entity::Purchase,
        RefundForm::Receipt => Entity::RefundReceipt,
    };
    link.entity.filter(|_| link.remote_id.is_some()).unwrap_or(chosen)
}

pub(super) fn decide(case: &Case<'_>, facts: &RefundFacts) -> Result<Decision, Problem> {
    let entity = refund_entity(case.link, case.settings);
    let is_sent = case.link.remote_id.is_some();
    let mut preflight = preflight::refund(facts, entity, case.known, case.settings);
    if !is_sent {
        // Once it is there, its payments tell for themselves what holds them.
        preflight = preflight.and(preflight::taken_from(facts, case.known));
    }
    // An edit of the invoice may wait for the payments, which wait for this.
    let (customer, _invoice) = match (ready(&facts.customer), there(&facts.remote_invoice)) {
        (Ok(customer), Ok(invoice)) => (customer, invoice),
        (_, Err(wait)) | (Err(wait), _) => return meanwhile(case, wait, preflight),
    };
    let payload = match entity {
        Entity::RefundReceipt => match ready(&facts.generic_item) {
            Ok(generic_item) => payload::refund_receipt(
                facts,
                case.known,
                case.settings,
                ReceiptIds { customer, generic_item },
            ),
            Err(wait) => return meanwhile(case, wait, preflight),
        },
        _ => payload::purchase(facts, case.known, case.settings, customer),
    };
    let title = format!("The refund on invoice {}", facts.invoice.number);
    let total = Some(-facts.transaction.amount);
    match (upsert(case, Wanted { entity, title, payload, total, name: None }, preflight)?, &facts.holder) {
        // It is done when the payments have let go, and not begun while one of them can't.
        (Decision::UpToDate, Some(holder)) => Ok(Decision::Wait(holder.clone())),
        (Decision::Steps(_), Some(holder)) if !is_sent => Ok(Decision::Wait(holder.clone())),
        (decision, _) => Ok(decision),
    }
}
