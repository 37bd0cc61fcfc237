//! Who has which name.

use super::Id;
use rustc_hash::FxHashMap;

/// The record that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameOwner {
    pub(crate) entity: &'static str,
    pub(crate) id: Id,
}

/// Names per space. One space is shared by customers, vendors and employees (fact sheet 8.1); the space of an
/// entity with siblings is followed by the parent's id. Case does not count.
#[derive(Debug, Default)]
pub(crate) struct Names {
    owners: FxHashMap<String, NameOwner>,
}

impl Names {
    /// Who has `name`.
    pub(crate) fn owner(&self, space: &str, name: &str) -> Option<&NameOwner> {
        self.owners.get(&key(space, name))
    }

    /// Gives `name` to a record.
    pub(crate) fn give(&mut self, space: &str, name: &str, owner: NameOwner) {
        self.owners.insert(key(space, name), owner);
    }

    /// Makes `name` free again.
    pub(crate) fn free(&mut self, space: &str, name: &str) {
        self.owners.remove(&key(space, name));
    }

    /// The first of `name (deleted)`, `name (deleted-1)` … that is free (fact sheet 2.6).
    pub(crate) fn retired(&self, space: &str, name: &str) -> String {
        let candidate = |count: usize| match count {
            0 => format!("{name} (deleted)"),
            count => format!("{name} (deleted-{count})"),
        };
        // There are fewer owners than numbers to try, so one of these is free.
        (0..=self.owners.len())
            .map(candidate)
            .find(|name| self.owner(space, name).is_none())
            .unwrap_or_default()
    }
}

fn key(space: &str, name: &str) -> String {
    format!("{space}\u{0}{}", name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_without_regard_to_case_and_only_in_its_space() {
        let mut names = Names::default();
        names.give("people", "Amy", NameOwner { entity: "Customer", id: 1.into() });
        assert!(names.owner("people", " aMY ").is_some());
        assert!(names.owner("items", "Amy").is_none());
        names.free("people", "AMY");
        assert!(names.owner("people", "Amy").is_none());
    }

    #[test]
    fn retired_names_are_counted() {
        let mut names = Names::default();
        assert_eq!(names.retired("people", "Amy"), "Amy (deleted)");
        names.give("people", "Amy (deleted)", NameOwner { entity: "Customer", id: 1.into() });
        assert_eq!(names.retired("people", "Amy"), "Amy (deleted-1)");
    }
}
