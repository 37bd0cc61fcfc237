//! Payments.

use super::{Situation, table};
use crate::sample::{Books, payment, prerequisite};
use domain::change::RecordKind;
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::civil::date;
use planner::{Desired, OutOfScope, PaymentFacts};

fn books(facts: PaymentFacts) -> Books {
    Books::of(RecordKind::Payment, Desired::Payment(Box::new(facts)))
}

#[test]
fn a_payment_follows_its_invoice_and_goes_when_it_is_taken_back() {
    let no_invoice = prerequisite(RecordKind::Invoice, "Invoice 1042", None);
    let no_customer = prerequisite(RecordKind::Customer, "its customer", None);
    let returned = Some(prerequisite(RecordKind::Payment, "another payment", Some("31")));
    let mut closed = books(payment());
    closed.known.closed_until = Some(date(2026, 4, 2));
    let before = OutOfScope::BeforeEnabling { enabled_at: Timestamp::UNIX_EPOCH };
    let table = table(&[
        Situation("present", books(payment())),
        Situation("no invoice", books(PaymentFacts { remote_invoice: no_invoice.clone(), ..payment() })),
        Situation("no customer", books(PaymentFacts { customer: no_customer.clone(), ..payment() })),
        Situation(
            "neither",
            books(PaymentFacts { remote_invoice: no_invoice, customer: no_customer, ..payment() }),
        ),
        Situation("another taken back, still there", books(PaymentFacts { returned, ..payment() })),
        Situation("closed that day", closed),
        Situation("taken back", Books::of(RecordKind::Payment, Desired::Absent { blocked_by: None })),
        Situation("before enabling", Books::of(RecordKind::Payment, Desired::OutOfScope(before))),
    ]);
    assert_snapshot!(table);
}
