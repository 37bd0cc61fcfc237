//! The tie between a record and its entity in QuickBooks, as a row.

mod number;
mod read;
mod write;

pub(crate) use read::{
    Standing, by_remote, child, children, get, is_any, is_gone, is_owned_by_another, leaving, left_behind,
    lines, parent, ready, standing,
};
pub(crate) use write::{
    Change, Place, Settled, apply, doubt, note_deposit, note_taken, refuse, remember_as_wanted, settle,
};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[number::ALL, read::ALL, write::ALL];
