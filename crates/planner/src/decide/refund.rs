//! Refunds: money paid out to the customer. The payments that it is taken from let go of it by themselves, as soon as it
//! is there (fact sheet 12.3).

use super::upsert::{Wanted, upsert};
use super::{Case, meanwhile, ready, there};
use crate::payload::{self, ReceiptIds};
use crate::{Decision, Problem, RefundFacts, RefundForm, preflight};
use quickbooks::Entity;

pub(super) fn decide(case: &Case<'_>, facts: &RefundFacts) -> Result<Decision, Problem> {
    let entity = case.link.entity.unwrap_or(match case.settings.refund_form {
        RefundForm::PaidOut => Entity::Purchase,
        RefundForm::Receipt => Entity::RefundReceipt,
    });
    let preflight = preflight::refund(facts, entity, case.known, case.settings);
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
    upsert(case, Wanted { entity, title, payload, total, name: None }, preflight)
}
