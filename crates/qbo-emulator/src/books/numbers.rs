//! Document numbers.

use super::Id;
use std::collections::{BTreeSet, HashMap};

/// Numbers in use per entity, and the last one of each series (fact sheet 9.6).
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    holders: HashMap<(&'static str, String), BTreeSet<Id>>,
    folded: HashMap<(&'static str, String), BTreeSet<Id>>,
    last: HashMap<&'static str, String>,
}

impl Numbers {
    /// The records of `entity` that have `number`, oldest first.
    pub(crate) fn holders(&self, entity: &'static str, number: &str) -> impl Iterator<Item = &Id> {
        self.holders.get(&(entity, number.to_owned())).into_iter().flatten()
    }

    /// The same without regard to case. Numbers are mostly digits, so there is rarely more than one spelling.
    pub(crate) fn holders_folded(&self, entity: &'static str, number: &str) -> impl Iterator<Item = &Id> {
        self.folded.get(&(entity, number.to_lowercase())).into_iter().flatten()
    }

    /// Notes that a record has `number`.
    pub(crate) fn give(&mut self, entity: &'static str, number: &str, id: Id) {
        self.folded.entry((entity, number.to_lowercase())).or_default().insert(id.clone());
        self.holders.entry((entity, number.to_owned())).or_default().insert(id);
    }

    /// Notes that a record no longer has `number`.
    pub(crate) fn free(&mut self, entity: &'static str, number: &str, id: &Id) {
        remove(&mut self.folded, (entity, number.to_lowercase()), id);
        remove(&mut self.holders, (entity, number.to_owned()), id);
    }

    /// Makes `number` the last one of a series.
    pub(crate) fn advance(&mut self, series: &'static str, number: &str) {
        self.last.insert(series, number.to_owned());
    }

    /// The number that the service gives next in a series.
    pub(crate) fn next(&self, series: &str) -> String {
        self.last.get(series).map_or_else(|| "1001".to_owned(), |last| successor(last))
    }
}

fn remove<K: Eq + std::hash::Hash>(holders: &mut HashMap<K, BTreeSet<Id>>, key: K, id: &Id) {
    let Some(ids) = holders.get_mut(&key) else { return };
    ids.remove(id);
    if ids.is_empty() {
        holders.remove(&key);
    }
}

/// One more in the trailing digits; a number without any restarts at 1001 (fact sheet 9.6, assumed).
fn successor(number: &str) -> String {
    let head = number.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = &number[head.len()..];
    match digits.parse::<u64>() {
        Ok(value) => format!("{head}{:0width$}", value.saturating_add(1), width = digits.len()),
        Err(_) => "1001".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trailing_digits_grow_by_one() {
        for (last, next) in
            [("1037", "1038"), ("INV-0099", "INV-0100"), ("999", "1000"), ("final", "1001"), ("", "1001")]
        {
            assert_eq!(successor(last), next, "after {last}");
        }
    }
}
