//! Attempts: one row for each call, written before the call with its request id and exact payload.
//!
//! A write whose outcome is not known stays *unresolved*: the same payload is sent again with the same request id, and
//! QuickBooks answers with the first result (fact sheet 2.8).

mod list;
mod pace;
mod row;

pub use list::Attempt;
pub(crate) use pace::started_within;
pub(crate) use row::{Call, Outcome, Owner, SentAs, StoredWrite, begin, conclude, done, unresolved};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[list::ALL, pace::ALL, row::ALL];
