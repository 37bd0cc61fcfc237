//! The tie between a record and its entity in QuickBooks, as a row.

mod read;
mod write;

pub(crate) use read::{
    child, get, is_gone, is_owned_by_another, leaving, left_behind, parent, ready, standing,
};
pub(crate) use write::{Change, Place, apply, note_taken, refuse, remember_revision};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[read::ALL, write::ALL];
