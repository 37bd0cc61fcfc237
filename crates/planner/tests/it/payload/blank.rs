//! Members that a creation leaves out because they are blank.

use super::{created, updated};
use crate::sample::{Books, contact, invoice, line, payment, purchase_order, refund, wanted};
use domain::change::RecordKind;
use domain::contact::ContactKind;
use planner::drift::Held;
use planner::{Desired, entity};
use serde_json::Value;

/// Members of an update that are not watched.
const NOT_WATCHED: [&str; 5] = ["Id", "SyncToken", "sparse", "Active", "POStatus"];

#[test]
fn what_a_creation_leaves_out_is_watched_all_the_same() {
    let named = |kind| wanted(contact(kind, "Acme"));
    let mut without_reference = payment();
    without_reference.transaction.reference.clear();
    let mut left_out = 0;
    for (kind, desired) in [
        (RecordKind::Customer, named(ContactKind::Customer)),
        (RecordKind::Supplier, named(ContactKind::Supplier)),
        (RecordKind::Invoice, Desired::Invoice(Box::new(invoice(vec![line("1", "12")])))),
        (RecordKind::Payment, Desired::Payment(Box::new(without_reference))),
        (RecordKind::Refund, Desired::Refund(Box::new(refund()))),
        (RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(purchase_order(vec![line("1", "12")])))),
    ] {
        let books = Books::of(kind, desired);
        let sent = created(&books);
        let watched = Held::of(entity(kind).unwrap(), None, &sent, &Value::Null).stored();
        let whole = updated(&books);
        for name in whole.as_object().unwrap().keys().filter(|name| !NOT_WATCHED.contains(&name.as_str())) {
            assert!(watched.get(name).is_some(), "{name} of {kind:?} is ours and is not watched");
            left_out += usize::from(sent.get(name).is_none());
        }
    }
    assert!(left_out > 0, "nothing was left out");
}
