//! What has happened since somebody last asked, for those who are to be told.

use super::Id;
use jiff::Timestamp;
use std::collections::VecDeque;

/// Changes kept until they are fetched; one request makes a few, a batch some hundred.
const KEPT_MAX: usize = 5_000;

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) entity: &'static str,
    pub(crate) id: Id,
    pub(crate) kind: ChangeKind,
    pub(crate) at: Timestamp,
}

/// What became of the record (fact sheet 13.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    Created,
    Updated,
    Deleted,
    Voided,
    Emailed,
    /// It has absorbed the record with this id.
    Merged(Id),
}

/// Changes, oldest first.
#[derive(Debug, Default)]
pub(crate) struct News {
    changes: VecDeque<Change>,
}

impl News {
    /// Notes a change.
    pub(crate) fn note(&mut self, entity: &'static str, id: &Id, kind: ChangeKind, at: Timestamp) {
        if self.changes.len() == KEPT_MAX {
            self.changes.pop_front();
        }
        self.changes.push_back(Change { entity, id: id.clone(), kind, at });
    }

    /// Hands out what there is, once.
    pub(crate) fn fetch(&mut self) -> VecDeque<Change> {
        std::mem::take(&mut self.changes)
    }
}
