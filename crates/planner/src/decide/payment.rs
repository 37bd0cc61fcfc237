//! Payments: after their invoice, and after what makes room on the invoice. A refund that takes from one comes after it; once that
//! is there, the payment lets go of so much.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready, there};
use crate::{Decision, Fingerprint, Known, Link, PaymentFacts, Problem, Settings, payload, preflight};
use domain::Money;
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &PaymentFacts) -> Result<Decision, Problem> {
    let title = format!("The payment on invoice {}", facts.invoice.number);
    let preflight = preflight::payment(facts, case.known, case.settings);
    let needs_room = needs_room(facts, case.link);
    let ids = match remote_ids(facts, case.link, needs_room) {
        Ok(ids) => ids,
        Err(wait) => return meanwhile(case, wait, preflight),
    };
    // QuickBooks refuses more than is open on the invoice (fact sheet 9.7).
    if let (Some(waiting), true) = (&facts.making_room, needs_room) {
        return meanwhile(case, Decision::Wait(waiting.clone()), preflight);
    }
    let total = Some(facts.transaction.amount);
    let payload = payload::payment(facts, case.known, case.settings, ids);
    upsert(case, Wanted { entity: Entity::Payment, title, payload, total, name: None }, preflight)
}

/// Whether QuickBooks holds the payment as the books want it, as far as can be told now.
pub fn is_equal(facts: &PaymentFacts, known: &Known, settings: &Settings, link: &Link) -> bool {
    let Ok(ids) = remote_ids(facts, link, false) else { return false };
    let wanted = Fingerprint::of(&payload::payment(facts, known, settings, ids));
    link.remote_id.is_some() && link.fingerprint.as_deref() == Some(wanted.as_str())
}

/// What QuickBooks has of the payment on its invoice, where that is known.
fn held(link: &Link) -> Option<Money> {
    link.applied.filter(|_| link.remote_id.is_some())
}

/// Whether more is put on the invoice than QuickBooks holds there. Less needs no room and waits for no edit of the
/// invoice, which itself may wait for it.
fn needs_room(facts: &PaymentFacts, link: &Link) -> bool {
    let held = held(link);
    match (held, &link.remote_id) {
        (None, Some(_)) => true,
        (held, _) => facts.applied_now(held) > held.unwrap_or(Money::ZERO),
    }
}

fn remote_ids<'a>(
    facts: &'a PaymentFacts,
    link: &Link,
    needs_room: bool,
) -> Result<payload::PaymentIds<'a>, Decision> {
    let found = if needs_room { ready } else { there };
    let invoice = (found(&facts.remote_invoice)?, facts.applied_now(held(link)));
    let customer = found(&facts.customer)?;
    let told = facts.refunded.iter().filter(|share| share.refund.remote_id.is_some());
    let refunds = told.map(|share| Ok((there(&share.refund)?, share.amount)));
    Ok(payload::PaymentIds { customer, invoice, refunds: refunds.collect::<Result<_, _>>()? })
}
