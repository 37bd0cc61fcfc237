//! Refunds.

use super::{Situation, table};
use crate::sample::{Books, lost, money, prerequisite, refund};
use crate::shown::shown;
use domain::change::RecordKind;
use insta::assert_snapshot;
use jiff::civil::date;
use planner::{Code, Desired, Link, Problem, RefundFacts, RefundForm, Remote, Settings, Source, Until};
use quickbooks::Entity;

fn books(facts: RefundFacts) -> Books {
    Books::of(RecordKind::Refund, Desired::Refund(Box::new(facts)))
}

fn chosen(change: impl FnOnce(&mut Settings)) -> Books {
    let mut books = books(refund());
    change(&mut books.settings);
    books
}

#[test]
fn a_refund_is_paid_out_and_goes_when_its_payments_have_let_go() {
    let mut closed = books(refund());
    closed.known.closed_until = Some(date(2026, 4, 2));
    let holder = Some(money(RecordKind::Payment, "its payment", Until::Equal));
    let no_invoice = prerequisite(RecordKind::Invoice, "Invoice 1042", None);
    let no_customer = prerequisite(RecordKind::Customer, "its customer", None);
    let mut edited = refund();
    edited.remote_invoice.is_open = true;
    let stuck = || Some(money(RecordKind::Payment, "its payment", Until::Equal));
    let of = |source| RefundFacts { taken_from: vec![source], ..refund() };
    let old = || of(Source { dated: date(2026, 4, 1), is_deposited: false, refusal: None });
    let deposited = of(Source { dated: date(2026, 4, 3), is_deposited: true, refusal: None });
    let no_account = Problem::new(Code::ChoiceGone, "The account of its payment is gone");
    let stuck_itself = of(Source { dated: date(2026, 4, 3), is_deposited: false, refusal: Some(no_account) });
    let mut old_closed = books(old());
    old_closed.known.closed_until = Some(date(2026, 4, 1));
    let absent = |blocked_by| Books::of(RecordKind::Refund, Desired::Absent { blocked_by });
    let table = table(&[
        Situation("present", books(refund())),
        Situation("no invoice", books(RefundFacts { remote_invoice: no_invoice, ..refund() })),
        Situation(
            "invoice gone there",
            books(RefundFacts { remote_invoice: lost(RecordKind::Invoice, "Invoice 1042"), ..refund() }),
        ),
        Situation("invoice being edited", books(edited)),
        Situation("no customer", books(RefundFacts { customer: no_customer, ..refund() })),
        Situation("no bank account", chosen(|settings| settings.bank_account = None)),
        Situation("no receivable account", chosen(|settings| settings.receivable_account = None)),
        Situation("closed that day", closed),
        Situation("of an older payment", books(old())),
        Situation("of a payment in a closed period", old_closed),
        Situation("of a deposited payment", books(deposited)),
        Situation("of a payment that can't be sent", books(stuck_itself)),
        Situation(
            "its payment has failed, or has not let go",
            books(RefundFacts { holder: stuck(), ..refund() }),
        ),
        Situation("taken back", absent(None)),
        Situation("taken back, still on a payment", absent(holder)),
    ]);
    assert_snapshot!(table);
}

#[test]
fn a_receipt_is_written_where_that_is_chosen_and_what_is_there_stays_what_it_is() {
    let receipts = chosen(|settings| settings.refund_form = RefundForm::Receipt);
    let decided = |link: &Link| shown(&receipts.decide(link, &Remote::Unseen));
    assert_eq!(decided(&Link::default()), "create RefundReceipt total 5.00");
    let paid_out = Link {
        remote_id: Some("42".to_owned()),
        sync_token: Some("3".to_owned()),
        entity: Some(Entity::Purchase),
        ..Link::default()
    };
    assert_eq!(decided(&paid_out), "update Purchase 42 at 3 total 5.00");
    let receipt = Link { entity: Some(Entity::RefundReceipt), ..paid_out };
    let gone = Books::of(RecordKind::Refund, Desired::Absent { blocked_by: None });
    assert_eq!(shown(&gone.decide(&receipt, &Remote::Unseen)), "delete RefundReceipt 42 at 3");
}
