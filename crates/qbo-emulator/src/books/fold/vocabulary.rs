//! The names of members, each with a number. It lives as long as the process, so numbers may not be written to a file.

use crate::entity::ALL;
use crate::field::{Field, Shape};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Names that replies have beside those of the field tables.
const OTHERS: [&str; 12] = [
    "value",
    "name",
    "type",
    "Id",
    "SyncToken",
    "MetaData",
    "CreateTime",
    "LastUpdatedTime",
    "domain",
    "sparse",
    "status",
    "Received",
];

struct Vocabulary {
    names: Vec<&'static str>,
    numbers: FxHashMap<&'static str, u64>,
}

/// Every name of every field table, in the order in which they are met.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary { names: Vec::new(), numbers: FxHashMap::default() };
    OTHERS.iter().for_each(|name| all.add(name));
    ALL.iter().for_each(|entity| all.add_fields(entity.fields));
    all
});

impl Vocabulary {
    fn add_fields(&mut self, fields: &'static [Field]) {
        for field in fields {
            self.add(field.name);
            if let Shape::Object(inner) | Shape::List(inner) = field.shape {
                self.add_fields(inner);
            }
        }
    }

    fn add(&mut self, name: &'static str) {
        if !self.numbers.contains_key(name) {
            self.names.push(name);
            self.numbers.insert(name, self.names.len() as u64);
        }
    }
}

/// The number of a name, from one; zero for a name that has none.
pub(super) fn number(name: &str) -> u64 {
    VOCABULARY.numbers.get(name).copied().unwrap_or_default()
}

/// The name that has this number.
pub(super) fn name(number: u64) -> Option<&'static str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    VOCABULARY.names.get(index).copied()
}
