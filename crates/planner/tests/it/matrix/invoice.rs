//! Invoices.

use super::{Situation, table};
use crate::sample::{Books, cents, discount, invoice, line, lost, money, percent, prerequisite, several};
use domain::Currency;
use domain::change::RecordKind;
use domain::document::{Discount, Line};
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::civil::date;
use planner::{Desired, InvoiceFacts, Known, OutOfScope, Until};

fn books(facts: InvoiceFacts) -> Books {
    Books::of(RecordKind::Invoice, Desired::Invoice(Box::new(facts)))
}

fn plain() -> InvoiceFacts {
    invoice(vec![line("1", "12")])
}

fn known(facts: InvoiceFacts, change: impl FnOnce(&mut Known)) -> Books {
    let mut books = books(facts);
    change(&mut books.known);
    books
}

fn desired(desired: Desired) -> Books {
    Books::of(RecordKind::Invoice, desired)
}

/// An invoice that counts.
pub(super) fn present() -> Desired {
    books(plain()).desired
}

/// An invoice that was cancelled.
pub(super) fn voided() -> Books {
    desired(Desired::Voided { blocked_by: None })
}

#[test]
fn an_invoice_is_created_kept_equal_voided_and_deleted() {
    let paid = || Some(money(RecordKind::Payment, "its payment", Until::Gone));
    let before = OutOfScope::BeforeEnabling { enabled_at: Timestamp::UNIX_EPOCH };
    let table = table(&[
        Situation("present", books(plain())),
        Situation("cancelled", voided()),
        Situation("cancelled, payment there", desired(Desired::Voided { blocked_by: paid() })),
        Situation("deleted", desired(Desired::Absent { blocked_by: None })),
        Situation("deleted, payment there", desired(Desired::Absent { blocked_by: paid() })),
        Situation("before enabling", desired(Desired::OutOfScope(before))),
        Situation("cancelled unsent", desired(Desired::OutOfScope(OutOfScope::CancelledBeforeSending))),
    ]);
    assert_snapshot!(table);
}

#[test]
fn an_invoice_waits_for_what_it_refers_to() {
    let no_customer = prerequisite(RecordKind::Customer, "Acme", None);
    let no_item = prerequisite(RecordKind::GenericItem, "the item “Inventory Item”", None);
    let leaving = Some(money(RecordKind::Payment, "its payment", Until::Gone));
    let closed = |known: &mut Known| known.closed_until = Some(date(2026, 12, 31));
    let table = table(&[
        Situation("present", books(plain())),
        Situation("no customer", books(InvoiceFacts { customer: no_customer.clone(), ..plain() })),
        Situation(
            "customer out of use there",
            books(InvoiceFacts { customer: lost(RecordKind::Customer, "Acme"), ..plain() }),
        ),
        Situation("no generic item", books(InvoiceFacts { generic_item: no_item.clone(), ..plain() })),
        Situation(
            "neither",
            books(InvoiceFacts { customer: no_customer.clone(), generic_item: no_item, ..plain() }),
        ),
        Situation(
            "no customer, period closed",
            known(InvoiceFacts { customer: no_customer, ..plain() }, closed),
        ),
        Situation("payment taken back, still there", books(InvoiceFacts { making_room: leaving, ..plain() })),
    ]);
    assert_snapshot!(table);
}

#[test]
fn what_refund_receipts_take_off_the_sale_stays_on_the_invoice() {
    let returned = || InvoiceFacts { returned: cents(500), ..plain() };
    let table = table(&[
        Situation("present", books(plain())),
        Situation("5.00 given back by receipt", books(returned())),
        Situation("the same, no tax code for it", known(returned(), |known| known.country = "CA".to_owned())),
    ]);
    assert_snapshot!(table);
}

#[test]
fn a_switch_of_the_company_fails_only_what_has_to_be_sent() {
    let discounted = || invoice(vec![line("1", "12"), discount(Discount::Percent(percent("10")))]);
    let taxed = || invoice(vec![Line { tax1: percent("8"), ..line("1", "12") }]);
    let mut euros = plain();
    euros.document.currency = Currency::from_code("EUR").unwrap();
    let mut misfit = euros.clone();
    misfit.customer.currency = Some("USD".to_owned());
    let mut far = plain();
    far.document.shipping_address = "x".repeat(501);
    let table = table(&[
        Situation("present", books(plain())),
        Situation("own numbers off", known(plain(), |known| known.custom_numbers = false)),
        Situation("discount", books(discounted())),
        Situation("discount, switched off", known(discounted(), |known| known.discounts = false)),
        Situation("tax", books(taxed())),
        Situation("tax, switched off", known(taxed(), |known| known.sales_tax = false)),
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
