//! A record together with its times.

use db::{Error, Row};
use jiff::Timestamp;
use std::ops::Deref;

/// A record as the store keeps it: the record, and when it was made and last saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved<T> {
    /// The record.
    pub record: T,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub modified_at: Timestamp,
}

impl<T> Saved<T> {
    /// `record` with the times in `row`.
    pub(crate) fn of(record: T, row: &Row) -> Result<Self, Error> {
        Ok(Self { record, created_at: row.get("created_at")?, modified_at: row.get("modified_at")? })
    }
}

impl<T> Deref for Saved<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}
