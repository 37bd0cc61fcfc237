//! Payments: after their invoice, and after what was taken back on it.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready, waiting};
use crate::{Decision, PaymentFacts, Problem, Until, payload, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &PaymentFacts) -> Result<Decision, Problem> {
    let title = format!("The payment on invoice {}", facts.invoice.number);
    let preflight = preflight::open_period(&title, facts.transaction.date, case.known);
    let (customer, invoice) = match (ready(&facts.customer), ready(&facts.remote_invoice)) {
        (Ok(customer), Ok(invoice)) => (customer, invoice),
        (_, Err(wait)) | (Err(wait), _) => return meanwhile(case, wait, preflight),
    };
    // As long as that is there, nothing more may be open on the invoice (fact sheet 9.7).
    if let (Some(payment), None) = (&facts.returned, &case.link.remote_id) {
        return preflight.map(|()| Decision::Wait(waiting(payment, Until::Gone)));
    }
    let payload = payload::payment(facts, customer, invoice);
    let total = Some(facts.transaction.amount);
    upsert(case, Wanted { entity: Entity::Payment, payload, total, name: None }, preflight)
}
