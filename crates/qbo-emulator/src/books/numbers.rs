//! Document numbers.

use super::Id;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

/// Numbers in use per entity, and the last one of each series (fact sheet 9.6).
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// By entity and number in small letters.
    holders: FxHashMap<&'static str, FxHashMap<Box<str>, Holders>>,
    last: FxHashMap<Box<str>, String>,
}

/// The records that have a number: nearly always one.
#[derive(Debug)]
enum Holders {
    One(Id),
    Several(BTreeSet<Id>),
}

impl Numbers {
    /// The records of `entity` that have `number` in any spelling, oldest first.
    pub(crate) fn holders(&self, entity: &'static str, number: &str) -> impl Iterator<Item = &Id> {
        let holders = self.holders.get(entity).and_then(|holders| holders.get(&*number.to_lowercase()));
        let (one, several) = match holders {
            Some(Holders::One(id)) => (Some(id), None),
            Some(Holders::Several(ids)) => (None, Some(ids)),
            None => (None, None),
        };
        one.into_iter().chain(several.into_iter().flatten())
    }

    /// Notes that a record has `number`.
    pub(crate) fn give(&mut self, entity: &'static str, number: &str, id: Id) {
        match self.holders.entry(entity).or_default().entry(number.to_lowercase().into()) {
            Entry::Vacant(free) => {
                free.insert(Holders::One(id));
            }
            Entry::Occupied(mut taken) => match taken.get_mut() {
                Holders::One(other) => {
                    let both = BTreeSet::from([other.clone(), id]);
                    taken.insert(Holders::Several(both));
                }
                Holders::Several(ids) => {
                    ids.insert(id);
                }
            },
        }
    }

    /// Notes that a record no longer has `number`.
    pub(crate) fn free(&mut self, entity: &'static str, number: &str, id: &Id) {
        let Some(holders) = self.holders.get_mut(entity) else { return };
        let Entry::Occupied(mut taken) = holders.entry(number.to_lowercase().into()) else { return };
        let is_free = match taken.get_mut() {
            Holders::One(other) => other == id,
            Holders::Several(ids) => {
                ids.remove(id);
                ids.is_empty()
            }
        };
        if is_free {
            taken.remove();
        }
    }

    /// Makes `number` the last one of a series.
    pub(crate) fn advance(&mut self, series: &str, number: &str) {
        self.last.insert(series.into(), number.to_owned());
    }

    /// The series with their last numbers.
    pub(crate) fn series(&self) -> impl Iterator<Item = (&str, &str)> {
        self.last.iter().map(|(series, last)| (&**series, last.as_str()))
    }

    /// The number that the service gives next in a series.
    pub(crate) fn next(&self, series: &str) -> String {
        self.last.get(series).map_or_else(|| "1001".to_owned(), |last| successor(last))
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
    fn a_number_is_held_in_any_spelling_until_all_have_given_it_up() {
        let mut numbers = Numbers::default();
        numbers.give("Invoice", "A-1", 2.into());
        numbers.give("Invoice", "a-1", 1.into());
        assert_eq!(numbers.holders("Invoice", "a-1").cloned().collect::<Vec<Id>>(), [1.into(), 2.into()]);
        assert_eq!(numbers.holders("Bill", "A-1").count(), 0);
        numbers.free("Invoice", "A-1", &2.into());
        assert_eq!(numbers.holders("Invoice", "A-1").cloned().collect::<Vec<Id>>(), [1.into()]);
        numbers.free("Invoice", "a-1", &1.into());
        assert_eq!(numbers.holders("Invoice", "A-1").count(), 0);
    }

    #[test]
    fn the_trailing_digits_grow_by_one() {
        for (last, next) in
            [("1037", "1038"), ("INV-0099", "INV-0100"), ("999", "1000"), ("final", "1001"), ("", "1001")]
        {
            assert_eq!(successor(last), next, "after {last}");
        }
    }
}
