//! Kinds of records that have no counterpart yet, or never.

use crate::sample::Books;
use crate::shown::shown;
use domain::change::RecordKind;
use planner::{Desired, Link, OutOfScope, Remote, entity};

fn decided(kind: RecordKind, desired: Desired) -> String {
    shown(&Books::of(kind, desired).decide(&Link::default(), &Remote::Unseen))
}

#[test]
fn a_refund_is_told_and_one_taken_back_is_not() {
    let title = "The refund of 5.00 USD on invoice 1042".to_owned();
    assert_eq!(decided(RecordKind::Refund, Desired::Refund { title }), "fail refund-not-sent");
    assert_eq!(
        decided(RecordKind::Refund, Desired::Absent { blocked_by: None }),
        "skip: Deleted before it was sent"
    );
}

#[test]
fn what_has_no_counterpart_is_skipped_whatever_becomes_of_it() {
    for kind in RecordKind::ALL.iter().copied().filter(|kind| entity(*kind).is_none()) {
        let unsent = decided(kind, Desired::OutOfScope(OutOfScope::NotSent));
        assert_eq!(unsent, "skip: This kind of record is not sent to QuickBooks", "{kind:?}");
        let deleted = decided(kind, Desired::Absent { blocked_by: None });
        assert_eq!(deleted, "skip: Deleted before it was sent", "{kind:?}");
    }
}
