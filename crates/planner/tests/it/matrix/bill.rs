//! Bills for purchase orders.

use super::{Situation, table};
use crate::sample::{Books, bill, line, prerequisite, purchase_order, received};
use domain::change::{Record, RecordKind};
use insta::assert_snapshot;
use planner::{BillFacts, Desired, HeldBill, OutOfScope, Until, Waiting};
use uuid::Uuid;

fn books(facts: BillFacts) -> Books {
    Books::of(RecordKind::Bill, Desired::Bill(Box::new(facts)))
}

#[test]
fn a_bill_is_made_after_its_order_kept_equal_and_deleted() {
    let remote_order = prerequisite(RecordKind::PurchaseOrder, "Purchase order 1042", None);
    let table = table(&[
        Situation("present", books(bill())),
        Situation("no order", books(BillFacts { remote_order, ..bill() })),
        Situation("deleted", Books::of(RecordKind::Bill, Desired::Absent { blocked_by: None })),
        Situation("none is made", Books::of(RecordKind::Bill, Desired::OutOfScope(OutOfScope::NoBill))),
    ]);
    assert_snapshot!(table);
}

#[test]
fn an_order_waits_for_its_bill_to_go_before_it_is_opened_and_not_while_it_stays_closed() {
    let gone = || Waiting {
        record: Record::new(RecordKind::Bill, Uuid::nil()),
        title: "Bill (Purchase order 1042)".to_owned(),
        until: Until::Gone,
    };
    let of = |vendor: &str| Some(HeldBill { gone: gone(), vendor: Some(vendor.to_owned()) });
    let order = |facts| Books::of(RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(facts)));
    let mut opened = purchase_order(vec![line("1", "12")]);
    opened.bill = of("59");
    let mut closed = received(purchase_order(vec![line("1", "12")]));
    closed.bill = of("59");
    let mut moved = received(purchase_order(vec![line("1", "12")]));
    moved.bill = of("60");
    let table = table(&[
        Situation("closed, with a bill", order(closed)),
        Situation("closed, with another vendor's bill", order(moved)),
        Situation("opened, with a bill", order(opened)),
        Situation(
            "deleted, with a bill",
            Books::of(RecordKind::PurchaseOrder, Desired::Absent { blocked_by: Some(gone()) }),
        ),
    ]);
    assert_snapshot!(table);
}
