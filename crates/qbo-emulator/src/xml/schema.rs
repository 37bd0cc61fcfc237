//! The types of the schema.

use std::collections::HashMap;
use std::sync::OnceLock;

/// See the head of the file.
const TEXT: &str = include_str!("../../assets/schema.txt");

/// What an element of a type may hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<&'static str>,
    /// It holds text, which JSON calls `value`.
    pub(super) has_text: bool,
    pub(super) slots: Vec<Slot>,
}

/// A place for elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Any entity.
    Open,
    Member {
        name: &'static str,
        many: bool,
        /// The type of what is no plain text.
        kind: Option<&'static str>,
    },
}

impl Kind {
    /// The type of a member, and whether it may occur often; `None` for one that the type doesn't have.
    pub(super) fn member(&self, wanted: &str) -> Option<(Option<&'static Self>, bool)> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Open => kind(wanted).filter(|kind| kind.is_entity()).map(|kind| (Some(kind), false)),
            Slot::Member { name, many, kind: inner } => {
                (*name == wanted).then(|| (inner.and_then(kind), *many))
            }
        })
    }

    /// Whether it is one of those that an open place takes.
    pub(super) fn is_entity(&self) -> bool {
        self.attributes.contains(&"sparse")
    }
}

/// The type of this name.
pub(super) fn kind(name: &str) -> Option<&'static Kind> {
    static KINDS: OnceLock<HashMap<&'static str, Kind>> = OnceLock::new();
    KINDS.get_or_init(kinds).get(name)
}

fn kinds() -> HashMap<&'static str, Kind> {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    let lines: HashMap<&str, (Option<&str>, &str)> = lines.filter_map(split).collect();
    lines.keys().map(|name| (*name, whole(&lines, name))).collect()
}

/// `Name < Base: members`
fn split(line: &'static str) -> Option<(&'static str, (Option<&'static str>, &'static str))> {
    let (head, members) = line.split_once(':')?;
    Some(match head.split_once(" < ") {
        Some((name, base)) => (name, (Some(base), members)),
        None => (head, (None, members)),
    })
}

/// A type with what it builds on.
fn whole(lines: &HashMap<&'static str, (Option<&'static str>, &'static str)>, name: &'static str) -> Kind {
    let Some((base, members)) = lines.get(name) else { return Kind::default() };
    let mut kind = base.map(|base| whole(lines, base)).unwrap_or_default();
    kind.name = name;
    for word in members.split_whitespace() {
        match word.strip_prefix('@') {
            Some(attribute) => kind.attributes.push(attribute),
            None if word == "=" => kind.has_text = true,
            None if word == "*" => kind.slots.push(Slot::Open),
            None => kind.slots.push(member(word)),
        }
    }
    kind
}

/// `Name`, `Name*`, `Name:`, `Name:Type`
fn member(word: &'static str) -> Slot {
    let (name, kind) = match word.split_once(':') {
        None => (word, None),
        Some((name, "")) => (name, Some(name.trim_end_matches('*'))),
        Some((name, kind)) => (name, Some(kind)),
    };
    Slot::Member { name: name.trim_end_matches('*'), many: name.ends_with('*'), kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::ALL;
    use crate::field::{Access, Field, Shape};

    /// What the emulator takes though the schema lacks it, by type and member. XML has it at the end.
    const BEYOND: [(&str, &str); 7] = [
        // They are for queries and names; objects do not show them.
        ("RecurringTransaction", "Type"),
        ("RecurringTransaction", "Name"),
        ("ProductAndServicesPrefs", "RevenueRecognitionEnabled"),
        ("TimeActivity", "PrivateNote"),
        ("TimeActivity", "CurrencyRef"),
        ("TimeActivity", "ExchangeRate"),
        ("TimeActivity", "LinkedTxn"),
    ];

    fn missing(kind: &'static Kind, fields: &[Field], list: &mut Vec<String>) {
        for field in fields {
            // Of a member that stands in two joined tables the first counts.
            let first = fields.iter().find(|first| first.name == field.name).unwrap_or(field);
            if matches!(first.shape, Shape::Ignored) || BEYOND.contains(&(kind.name, field.name)) {
                continue;
            }
            if kind.attributes.contains(&field.name) || (kind.has_text && field.name == "value") {
                continue;
            }
            match (kind.member(field.name), field.shape) {
                (None, _) => list.push(format!("{} in {}", field.name, kind.name)),
                (Some((Some(inner), _)), Shape::Object(fields) | Shape::List(fields)) => {
                    missing(inner, fields, list);
                }
                (Some((None, _)), Shape::Object(_) | Shape::List(_)) if field.access == Access::Writable => {
                    list.push(format!("the type of {} in {}", field.name, kind.name));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_member_of_every_entity_has_its_place() {
        let mut list = Vec::new();
        for entity in ALL {
            match kind(entity.name) {
                Some(kind) => missing(kind, entity.fields, &mut list),
                None => list.push(entity.name.to_owned()),
            }
        }
        assert_eq!(list, Vec::<String>::new());
    }

    #[test]
    fn every_type_that_is_named_is_there() {
        for slot in
            TEXT.lines().filter_map(split).filter_map(|(name, _)| kind(name)).flat_map(|kind| &kind.slots)
        {
            if let Slot::Member { name, kind: Some(inner), .. } = slot {
                assert!(kind(inner).is_some(), "{name}: {inner}");
            }
        }
    }
}
