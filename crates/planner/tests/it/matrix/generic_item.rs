//! The generic item.

use super::{Situation, table};
use crate::sample::Books;
use domain::change::RecordKind;
use insta::assert_snapshot;
use planner::{Desired, Settings};

fn books(change: impl FnOnce(&mut Settings)) -> Books {
    let mut books = Books::of(RecordKind::GenericItem, Desired::GenericItem);
    change(&mut books.settings);
    books
}

#[test]
fn the_generic_item_is_found_or_made_and_then_follows_its_accounts() {
    let table = table(&[
        Situation("wanted", books(|_| {})),
        Situation("no income account", books(|settings| settings.income_account = None)),
        Situation("no expense account", books(|settings| settings.expense_account = None)),
    ]);
    assert_snapshot!(table);
}
