//! What has been deleted lately, for clients that catch up (fact sheet 4.2).

use super::Id;
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// Deletions are told for so long: change data capture looks back 30 days.
pub(crate) const LOOK_BACK: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Deletions kept at most, so that a long run has a bound.
const KEPT_MAX: usize = 100_000;

/// One object that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deletion {
    pub(crate) entity: &'static str,
    pub(crate) id: Id,
    pub(crate) at: Timestamp,
}

/// Deletions of the last 30 days, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Deletions {
    kept: VecDeque<Deletion>,
}

impl Deletions {
    /// Notes one, and forgets those that nobody may ask for any more.
    pub(crate) fn note(&mut self, deletion: Deletion) {
        let now = deletion.at;
        self.kept.push_back(deletion);
        while self.kept.len() > KEPT_MAX
            || self.kept.front().is_some_and(|oldest| now.duration_since(oldest.at) > LOOK_BACK)
        {
            self.kept.pop_front();
        }
    }

    /// All of them, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Deletion> {
        self.kept.iter()
    }

    /// Those of an entity since a moment, oldest first.
    pub(crate) fn since(&self, entity: &str, since: Timestamp) -> impl Iterator<Item = &Deletion> {
        self.kept.iter().filter(move |deletion| deletion.entity == entity && deletion.at >= since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_is_told_for_thirty_days() {
        let first: Timestamp = "2026-03-02T20:00:00Z".parse().unwrap();
        let deletion = |id: u64, days: i64| Deletion {
            entity: "Invoice",
            id: id.into(),
            at: first + SignedDuration::from_hours(24 * days),
        };
        let mut deletions = Deletions::default();
        deletions.note(deletion(1, 0));
        deletions.note(deletion(2, 30));
        assert_eq!(deletions.since("Invoice", first).count(), 2);
        assert_eq!(deletions.since("Bill", first).count(), 0);
        deletions.note(deletion(3, 31));
        assert_eq!(deletions.since("Invoice", first).count(), 2);
    }
}
