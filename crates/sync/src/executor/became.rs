//! What has become of an entity by a write, for its link.

use domain::{Currency, Money};
use planner::drift::Held;
use planner::{Desired, Verb};
use quickbooks::{Entity, Reply};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::attempt::StoredWrite;
use crate::desired::View;
use crate::link;

/// What has become of the entity by a write that QuickBooks accepted.
pub(crate) fn became(view: &View, stored: &StoredWrite, reply: &Reply, proven: bool) -> link::Change {
    let id = reply.id().unwrap_or_default().to_owned();
    match stored.verb {
        Verb::Delete => link::Change::Gone,
        Verb::Void => link::Change::Voided { id, fingerprint: stored.fingerprint.clone() },
        Verb::Create | Verb::Adopt | Verb::Update => link::Change::Present {
            id,
            sync_token: reply.sync_token().map(str::to_owned),
            number: reply.entity.get("DocNumber").and_then(Value::as_str).map(str::to_owned),
            fingerprint: proven.then(|| stored.fingerprint.clone()),
            entity: stored.write.entity,
            applied: applied(view, stored, &reply.entity),
            held: Some(Held::of(
                stored.write.entity,
                view.link.held.as_ref(),
                &stored.write.body,
                &reply.entity,
            )),
            lines: lines(stored, &reply.entity),
        },
    }
}

/// Ids of the lines of a purchase order, for its bill.
fn lines(stored: &StoredWrite, entity: &Value) -> Vec<String> {
    let lines = entity["Line"].as_array().filter(|_| stored.write.entity == Entity::PurchaseOrder);
    lines.into_iter().flatten().filter_map(|line| line["Id"].as_str()).map(str::to_owned).collect()
}

/// What QuickBooks says that a payment puts on invoices.
fn applied(view: &View, stored: &StoredWrite, entity: &Value) -> Option<Money> {
    let currency = currency(view).filter(|_| stored.write.entity == Entity::Payment)?;
    let lines = entity.get("Line").and_then(Value::as_array)?;
    let pays = |line: &&Value| line["LinkedTxn"][0]["TxnType"] == "Invoice";
    let amounts = lines.iter().filter(pays).map(|line| decimal(&line["Amount"]).unwrap_or_default());
    Money::rounded(amounts.sum(), currency).ok()
}

fn decimal(number: &Value) -> Option<Decimal> {
    number.to_string().parse().ok()
}

/// The currency of what the books want.
pub(super) fn currency(view: &View) -> Option<Currency> {
    match &view.desired {
        Desired::Invoice(facts) => Some(facts.document.currency),
        Desired::PurchaseOrder(facts) => Some(facts.document.currency),
        Desired::Bill(facts) => Some(facts.order.document.currency),
        Desired::Payment(facts) => Some(facts.invoice.currency),
        Desired::Refund(facts) => Some(facts.invoice.currency),
        _ => None,
    }
}
