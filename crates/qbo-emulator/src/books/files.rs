//! The files of attachments.

use super::Id;
use axum::body::Bytes;
use std::collections::BTreeMap;

/// Bytes of all files that a company keeps: they are held in memory.
const KEPT_BYTES_MAX: usize = 256 * 1024 * 1024;

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    /// Its media type.
    pub(crate) kind: String,
    pub(crate) bytes: Bytes,
}

/// Files by the attachment that they belong to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    kept: BTreeMap<Id, File>,
    bytes: usize,
}

impl Files {
    /// Whether so many bytes more have room.
    pub(crate) fn has_room(&self, bytes: usize) -> bool {
        self.bytes.saturating_add(bytes) <= KEPT_BYTES_MAX
    }

    /// Keeps the file of an attachment.
    pub(crate) fn keep(&mut self, id: Id, file: File) {
        self.forget(&id);
        self.bytes += file.bytes.len();
        self.kept.insert(id, file);
    }

    /// The file of an attachment.
    pub(crate) fn get(&self, id: &Id) -> Option<&File> {
        self.kept.get(id)
    }

    /// All files.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Id, &File)> {
        self.kept.iter()
    }

    /// Drops the file of an attachment, if it has one.
    pub(crate) fn forget(&mut self, id: &Id) {
        if let Some(file) = self.kept.remove(id) {
            self.bytes -= file.bytes.len();
        }
    }
}
