//! Payments: after their invoice.

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready};
use crate::{Decision, PaymentFacts, Problem, payload, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &PaymentFacts) -> Result<Decision, Problem> {
    let title = format!("The payment on invoice {}", facts.invoice.number);
    let preflight = preflight::open_period(&title, facts.transaction.date, case.known);
    let (customer, invoice) = match (ready(&facts.customer), ready(&facts.remote_invoice)) {
        (Ok(customer), Ok(invoice)) => (customer, invoice),
        (_, Err(wait)) | (Err(wait), _) => return meanwhile(case, wait, preflight),
    };
    let payload = payload::payment(facts, customer, invoice);
    let total = Some(facts.transaction.amount);
    upsert(case, Wanted { entity: Entity::Payment, payload, total, name: None }, preflight)
}
