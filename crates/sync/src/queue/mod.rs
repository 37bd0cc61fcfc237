//! The queue: entries that are claimed in order and finished, each in a short transaction.

mod claim;
mod finish;

pub(crate) use claim::{claim, next_due, recover};
pub(crate) use finish::{Ending, finish, held_up, set_free};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[claim::ALL, finish::ALL];
