//! Customers and suppliers.

use super::{Situation, table};
use crate::sample::{Books, contact};
use domain::change::RecordKind;
use domain::contact::ContactKind;
use insta::assert_snapshot;
use planner::{Desired, OutOfScope};

fn situations(record: RecordKind, kind: ContactKind) -> Vec<Situation> {
    let named = |name: &str| Books::of(record, Desired::Contact(Box::new(contact(kind, name))));
    vec![
        Situation("present", named("Acme")),
        Situation("a colon in the name", named("Acme: Tucson")),
        Situation("deleted", Books::of(record, Desired::Absent { blocked_by: None })),
        Situation("another kind now", Books::of(record, Desired::OutOfScope(OutOfScope::NotSent))),
    ]
}

#[test]
fn a_customer_is_looked_for_once_then_kept_equal_and_never_removed() {
    let table = table(&situations(RecordKind::Customer, ContactKind::Customer));
    assert_snapshot!(table);
}

#[test]
fn a_supplier_goes_the_way_of_a_customer_as_a_vendor() {
    let table = table(&situations(RecordKind::Supplier, ContactKind::Supplier));
    assert_snapshot!(table);
}
