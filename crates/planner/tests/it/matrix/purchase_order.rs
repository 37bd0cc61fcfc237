//! Purchase orders.

use super::{Situation, table};
use crate::sample::{Books, cents, discount, line, percent, prerequisite, purchase_order, received, several};
use domain::Currency;
use domain::change::RecordKind;
use domain::document::{Discount, Line};
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::civil::date;
use planner::{Desired, Known, OutOfScope, PurchaseOrderFacts};

fn books(facts: PurchaseOrderFacts) -> Books {
    Books::of(RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(facts)))
}

fn plain() -> PurchaseOrderFacts {
    purchase_order(vec![line("1", "12")])
}

fn known(facts: PurchaseOrderFacts, change: impl FnOnce(&mut Known)) -> Books {
    let mut books = books(facts);
    change(&mut books.known);
    books
}

fn desired(desired: Desired) -> Books {
    Books::of(RecordKind::PurchaseOrder, desired)
}

#[test]
fn an_order_is_created_kept_equal_closed_and_deleted() {
    let before = OutOfScope::BeforeEnabling { enabled_at: Timestamp::UNIX_EPOCH };
    let table = table(&[
        Situation("present", books(plain())),
        Situation("received in full", books(received(plain()))),
        Situation("deleted", desired(Desired::Absent { blocked_by: None })),
        Situation("before enabling", desired(Desired::OutOfScope(before))),
    ]);
    assert_snapshot!(table);
}

#[test]
fn an_order_waits_for_what_it_refers_to() {
    let vendor = prerequisite(RecordKind::Supplier, "Lulu", None);
    let generic_item = prerequisite(RecordKind::GenericItem, "the item “Inventory Item”", None);
    let closed = |known: &mut Known| known.closed_until = Some(date(2026, 12, 31));
    let table = table(&[
        Situation("present", books(plain())),
        Situation("no vendor", books(PurchaseOrderFacts { vendor: vendor.clone(), ..plain() })),
        Situation("no generic item", books(PurchaseOrderFacts { generic_item, ..plain() })),
        Situation("no vendor, period closed", known(PurchaseOrderFacts { vendor, ..plain() }, closed)),
    ]);
    assert_snapshot!(table);
}

#[test]
fn what_the_company_cannot_take_fails_only_what_has_to_be_sent() {
    let reduced = || purchase_order(vec![line("1", "12"), discount(Discount::Amount(cents(150)))]);
    let taxed = || purchase_order(vec![Line { tax1: percent("8"), ..line("1", "12") }]);
    let mut euros = plain();
    euros.document.currency = Currency::from_code("EUR").unwrap();
    let mut misfit = euros.clone();
    misfit.vendor.currency = Some("USD".to_owned());
    let mut far = plain();
    far.document.shipping_address = "x".repeat(501);
    let edition = |name: &'static str| known(plain(), |known| known.edition = name.to_owned());
    let table = table(&[
        Situation("present", books(plain())),
        Situation("own numbers off", known(plain(), |known| known.custom_purchase_order_numbers = false)),
        Situation("discount, switched off", known(reduced(), |known| known.discounts = false)),
        Situation("tax, switched off", known(taxed(), |known| known.sales_tax = false)),
        Situation("edition without orders", edition("QuickBooks Online Essentials")),
        Situation("unknown edition", edition("QuickBooks Online Something")),
        Situation("other country", known(plain(), |known| known.country = "CA".to_owned())),
        Situation("other currency", books(euros.clone())),
        Situation("one of several currencies", known(euros, |known| *known = several())),
        Situation("home currency among several", known(plain(), |known| *known = several())),
        Situation("contact of another currency", known(misfit, |known| *known = several())),
        Situation("closed that day", known(plain(), |known| known.closed_until = Some(date(2026, 3, 31)))),
        Situation(
            "closed the day before",
            known(plain(), |known| known.closed_until = Some(date(2026, 3, 30))),
        ),
        Situation("address too long", books(far)),
    ]);
    assert_snapshot!(table);
}
