//! How many other records each of several records has.

use std::collections::HashMap;
use uuid::Uuid;

/// How many other records each of several records has: documents of contacts, items of categories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(HashMap<Uuid, i64>);

impl Counts {
    /// Of this record.
    pub fn of(&self, id: Uuid) -> i64 {
        self.0.get(&id).copied().unwrap_or_default()
    }
}

impl From<HashMap<Uuid, i64>> for Counts {
    fn from(counts: HashMap<Uuid, i64>) -> Self {
        Self(counts)
    }
}
