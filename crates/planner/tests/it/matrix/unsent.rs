//! Kinds of records that have no counterpart yet, or never.

use crate::sample::Books;
use crate::shown::shown;
use domain::change::RecordKind;
use planner::{Desired, Link, OutOfScope, Remote, entity};

fn decided(kind: RecordKind, desired: Desired) -> String {
    shown(&Books::of(kind, desired).decide(&Link::default(), &Remote::Unseen))
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
