//! The records of one entity.

use super::{Id, Record};
use std::collections::BTreeMap;

/// Records by id, in the order of their ids.
#[derive(Debug, Default)]
pub(crate) struct Table {
    records: BTreeMap<Id, Record>,
}

impl Table {
    /// The record with this id.
    pub(crate) fn get(&self, id: &Id) -> Option<&Record> {
        self.records.get(id)
    }

    /// Stores a record under its id and returns what was there.
    pub(crate) fn put(&mut self, record: Record) -> Option<Record> {
        self.records.insert(record.id.clone(), record)
    }

    /// Takes a record out.
    pub(crate) fn take(&mut self, id: &Id) -> Option<Record> {
        self.records.remove(id)
    }

    /// All records, in the order of their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }
}
