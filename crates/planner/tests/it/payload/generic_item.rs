//! The generic item.

use super::{created, pretty};
use crate::sample::Books;
use domain::change::RecordKind;
use insta::assert_snapshot;
use planner::Desired;

#[test]
fn the_generic_item_has_no_stock_and_both_accounts() {
    assert_snapshot!(pretty(&created(&Books::of(RecordKind::GenericItem, Desired::GenericItem))));
}
