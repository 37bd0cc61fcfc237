//! Customers and suppliers.

use super::{Situation, table};
use crate::sample::{Books, contact, several, wanted};
use domain::Currency;
use domain::change::{Record, RecordKind};
use domain::contact::ContactKind;
use insta::assert_snapshot;
use planner::{ContactFacts, Desired, OutOfScope, Until, Waiting};
use uuid::Uuid;

fn situations(record: RecordKind, kind: ContactKind) -> Vec<Situation> {
    let named = |name: &str| Books::of(record, wanted(contact(kind, name)));
    let several_with = |code: Option<&str>| {
        let currency = code.and_then(Currency::from_code);
        let facts = ContactFacts { contact: contact(kind, "Acme"), currency, namesake: None };
        Books { known: several(), ..Books::of(record, Desired::Contact(Box::new(facts))) }
    };
    let namesake = Some(Waiting {
        record: Record::new(RecordKind::Customer, Uuid::from_u128(7)),
        title: "the customer “Acme”".to_owned(),
        until: Until::There,
    });
    let second = ContactFacts { contact: contact(kind, "Acme"), currency: None, namesake };
    vec![
        Situation("present", named("Acme")),
        Situation("another of that name before", Books::of(record, Desired::Contact(Box::new(second)))),
        Situation("a colon in the name", named("Acme: Tucson")),
        Situation("deleted", Books::of(record, Desired::Absent { blocked_by: None })),
        Situation("several currencies, no document yet", several_with(None)),
        Situation("several currencies, first document in euros", several_with(Some("EUR"))),
        Situation("several currencies, first document in yen", several_with(Some("JPY"))),
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
