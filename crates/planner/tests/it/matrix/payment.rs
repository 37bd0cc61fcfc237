//! Payments.

use super::{Situation, table};
use crate::sample;
use crate::sample::{Books, cents, lost, money, payment, prerequisite, refunded};
use crate::shown::shown;
use domain::Currency;
use domain::change::RecordKind;
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::civil::date;
use planner::{Decision, Desired, Link, OutOfScope, PaymentFacts, Remote, Step, Until};
use serde_json::Value;

fn books(facts: PaymentFacts) -> Books {
    Books::of(RecordKind::Payment, Desired::Payment(Box::new(facts)))
}

#[test]
fn a_payment_follows_its_invoice_and_goes_when_it_is_taken_back() {
    let no_invoice = prerequisite(RecordKind::Invoice, "Invoice 1042", None);
    let no_customer = prerequisite(RecordKind::Customer, "its customer", None);
    let leaving = Some(money(RecordKind::Payment, "another payment", Until::Gone));
    let mut closed = books(payment());
    closed.known.closed_until = Some(date(2026, 4, 2));
    let mut euros = payment();
    euros.invoice.currency = Currency::from_code("EUR").unwrap();
    let mut several = books(euros.clone());
    several.known = sample::several();
    let before = OutOfScope::BeforeEnabling { enabled_at: Timestamp::UNIX_EPOCH };
    let table = table(&[
        Situation("present", books(payment())),
        Situation("no invoice", books(PaymentFacts { remote_invoice: no_invoice.clone(), ..payment() })),
        Situation(
            "invoice gone there",
            books(PaymentFacts { remote_invoice: lost(RecordKind::Invoice, "Invoice 1042"), ..payment() }),
        ),
        Situation("no customer", books(PaymentFacts { customer: no_customer.clone(), ..payment() })),
        Situation(
            "neither",
            books(PaymentFacts { remote_invoice: no_invoice, customer: no_customer, ..payment() }),
        ),
        Situation(
            "another taken back, still there",
            books(PaymentFacts { making_room: leaving, ..payment() }),
        ),
        Situation("closed that day", closed),
        Situation("other currency", books(euros)),
        Situation("one of several currencies", several),
        Situation("taken back", Books::of(RecordKind::Payment, Desired::Absent { blocked_by: None })),
        Situation("before enabling", Books::of(RecordKind::Payment, Desired::OutOfScope(before))),
    ]);
    assert_snapshot!(table);
}

/// What is decided about a payment of 12.00 of which QuickBooks puts `held` cents on the invoice.
fn held(facts: PaymentFacts, held: i64) -> String {
    shown(&books(facts).decide(&link(held), &Remote::Unseen))
}

fn link(held: i64) -> Link {
    Link {
        remote_id: Some("42".to_owned()),
        sync_token: Some("3".to_owned()),
        applied: Some(cents(held)),
        ..Link::default()
    }
}

#[test]
fn a_payment_lets_go_of_the_invoice_at_once_and_takes_more_of_it_only_when_there_is_room() {
    let lowering = || Some(money(RecordKind::Payment, "another payment", Until::Equal));
    let less =
        || PaymentFacts { refunded: vec![refunded(Some("9"), 500)], making_room: lowering(), ..payment() };
    assert_eq!(held(less(), 1_200), "update Payment 42 at 3 total 12.00");
    assert_eq!(held(less(), 600), "wait for payment another payment");
    assert_eq!(held(PaymentFacts { making_room: None, ..less() }, 600), "update Payment 42 at 3 total 12.00");
}

#[test]
fn less_on_the_invoice_waits_for_no_open_entry_of_the_invoice_and_more_does() {
    let mut facts = PaymentFacts { refunded: vec![refunded(Some("9"), 500)], ..payment() };
    facts.remote_invoice.is_open = true;
    assert_eq!(held(facts.clone(), 1_200), "update Payment 42 at 3 total 12.00");
    assert_eq!(held(facts, 600), "wait for invoice Invoice 1042");
}

#[test]
fn a_payment_waits_for_no_refund_that_takes_from_it_and_keeps_that_share_where_it_is_until_then() {
    let facts = || PaymentFacts { refunded: vec![refunded(None, 500)], ..payment() };
    let sent = |held| lines(&books(facts()).decide(&link(held), &Remote::Unseen));
    assert_eq!(sent(1_200), "Invoice 12.00");
    assert_eq!(sent(700), "Invoice 7.00");
    assert_eq!(sent(0), "Invoice 7.00", "no more than is wanted");
    assert_eq!(lines(&books(facts()).decide(&Link::default(), &Remote::Unseen)), "Invoice 7.00", "a new one");
    let told = || PaymentFacts { refunded: vec![refunded(Some("9"), 500)], ..payment() };
    assert_eq!(lines(&books(told()).decide(&link(1_200), &Remote::Unseen)), "Invoice 7.00, Expense 5.00");
    assert_eq!(lines(&books(told()).decide(&Link::default(), &Remote::Unseen)), "Invoice 7.00, Expense 5.00");
}

/// What the payment that is written is put on, and how much of it.
fn lines(decision: &Decision) -> String {
    let Decision::Steps(steps) = decision else { return shown(decision) };
    let Some(Step::Write(step)) = steps.first() else { return shown(decision) };
    let lines = step.write.body["Line"].as_array().into_iter().flatten();
    let put_on =
        |line: &Value| format!("{} {}", line["LinkedTxn"][0]["TxnType"].as_str().unwrap(), line["Amount"]);
    lines.map(put_on).collect::<Vec<_>>().join(", ")
}
