//! Payments: after their invoice and the refunds that take from them, and after what makes room on the invoice.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready, there};
use crate::{Decision, Fingerprint, Known, Link, PaymentFacts, Problem, Settings, payload, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &PaymentFacts) -> Result<Decision, Problem> {
    let title = format!("The payment on invoice {}", facts.invoice.number);
    let preflight = preflight::payment(facts, case.known, case.settings);
    let ids = match remote_ids(facts, needs_room(facts, case.link)) {
        Ok(ids) => ids,
        Err(wait) => return meanwhile(case, wait, preflight),
    };
    // QuickBooks refuses more than is open on the invoice (fact sheet 9.7).
    if let (Some(waiting), true) = (&facts.making_room, needs_room(facts, case.link)) {
        return meanwhile(case, Decision::Wait(waiting.clone()), preflight);
    }
    let total = Some(facts.transaction.amount);
    let payload = payload::payment(facts, case.known, case.settings, ids);
    upsert(case, Wanted { entity: Entity::Payment, title, payload, total, name: None }, preflight)
}

/// Whether QuickBooks holds the payment as the books want it, as far as can be told now.
pub fn is_equal(facts: &PaymentFacts, known: &Known, settings: &Settings, link: &Link) -> bool {
    let Ok(ids) = remote_ids(facts, false) else { return false };
    let wanted = Fingerprint::of(&payload::payment(facts, known, settings, ids));
    link.remote_id.is_some() && link.fingerprint.as_deref() == Some(wanted.as_str())
}

/// Whether more is put on the invoice than QuickBooks holds there. Less needs no room and waits for no edit of the
/// invoice, which itself may wait for it.
fn needs_room(facts: &PaymentFacts, link: &Link) -> bool {
    link.remote_id.is_none() || link.applied.is_none_or(|held| facts.applied() > held)
}

fn remote_ids(facts: &PaymentFacts, needs_room: bool) -> Result<payload::PaymentIds<'_>, Decision> {
    let found = if needs_room { ready } else { there };
    let invoice = found(&facts.remote_invoice)?;
    let customer = found(&facts.customer)?;
    let refunds = facts.refunded.iter().map(|share| there(&share.refund)).collect::<Result<_, _>>()?;
    Ok(payload::PaymentIds { customer, invoice, refunds })
}
