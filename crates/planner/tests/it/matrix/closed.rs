//! What was left in QuickBooks in a period that is closed by now.

use super::{aligned, invoice};
use crate::sample::{Books, bill, line, payment, purchase_order, refund};
use crate::shown::shown;
use domain::change::RecordKind;
use insta::assert_snapshot;
use jiff::civil::{Date, date};
use planner::drift::{Drift, Held};
use planner::{Decision, Desired, Link, Remote};
use quickbooks::Entity;
use serde_json::json;

/// A link to 42, which holds something else than the books want and was left with this date.
fn left(entity: Entity, day: Date) -> Link {
    let body = json!({ "TxnDate": day, "DocNumber": "1042" });
    Link {
        remote_id: Some("42".to_owned()),
        sync_token: Some("3".to_owned()),
        fingerprint: Some("other".to_owned()),
        entity: Some(entity),
        held: Some(Held::of(entity, None, &body, &body)),
        ..Link::default()
    }
}

#[test]
fn nothing_is_touched_that_was_left_in_a_closed_period_unless_somebody_has_changed_it_since() {
    let absent = || Desired::Absent { blocked_by: None };
    let order = || Desired::PurchaseOrder(Box::new(purchase_order(vec![line("1", "12")])));
    let all = [
        ("invoice", RecordKind::Invoice, Entity::Invoice, invoice::present()),
        ("invoice cancelled", RecordKind::Invoice, Entity::Invoice, Desired::Voided { blocked_by: None }),
        ("invoice deleted", RecordKind::Invoice, Entity::Invoice, absent()),
        ("purchase order", RecordKind::PurchaseOrder, Entity::PurchaseOrder, order()),
        ("purchase order deleted", RecordKind::PurchaseOrder, Entity::PurchaseOrder, absent()),
        ("bill", RecordKind::Bill, Entity::Bill, Desired::Bill(Box::new(bill()))),
        ("payment", RecordKind::Payment, Entity::Payment, Desired::Payment(Box::new(payment()))),
        ("payment returned", RecordKind::Payment, Entity::Payment, absent()),
        ("refund", RecordKind::Refund, Entity::Purchase, Desired::Refund(Box::new(refund()))),
        ("refund taken back", RecordKind::Refund, Entity::Purchase, absent()),
    ];
    let closed = date(2026, 3, 15);
    let mut rows = vec![
        ["books", "left open", "left closed", "closed, changed there", "closed, gone there"]
            .map(str::to_owned),
    ];
    for (name, kind, entity, desired) in all {
        let mut books = Books::of(kind, desired);
        books.known.closed_until = Some(closed);
        let found = |drift| Remote::Found { id: "42".to_owned(), sync_token: "5".to_owned(), drift };
        let edited = found(Some(Drift::Edited(Vec::new())));
        let decided = |day, remote: &Remote| shown(&books.decide(&left(entity, day), remote));
        rows.push([
            name.to_owned(),
            decided(date(2026, 3, 16), &Remote::Unseen),
            decided(closed, &Remote::Unseen),
            decided(closed, &edited),
            decided(closed, &Remote::Missing),
        ]);
    }
    assert_snapshot!(aligned(&rows));
}

#[test]
fn the_problem_names_what_it_is_both_dates_and_the_closing_date() {
    let mut books = Books::of(RecordKind::Invoice, Desired::Voided { blocked_by: None });
    books.known.closed_until = Some(date(2026, 3, 15));
    let Decision::Fail(problem) = books.decide(&left(Entity::Invoice, date(2026, 3, 1)), &Remote::Unseen)
    else {
        panic!("voided in a closed period");
    };
    assert_eq!(
        problem.text,
        "The invoice 1042 is dated 2026-03-01 in QuickBooks, and the books there are closed until 2026-03-15, so it can't be \
         voided there. Change the closing date in QuickBooks"
    );
}
