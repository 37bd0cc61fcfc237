//! The queue: entries that are claimed in order and finished, each in a short transaction.

mod claim;
mod finish;
mod waiting;

pub(crate) use claim::{claim, next_due, recover};
pub(crate) use finish::{Ending, finish, set_free, tell_again};
pub(crate) use waiting::held_up;

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[claim::ALL, finish::ALL];
