//! The list of members that are taken and dropped, `docs/emulator/dropped.md`, and the field tables, kept in step.

use super::ALL;
use crate::field::{Field, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is dropped, and where: entities, and objects within them, by name.
type Dropped = BTreeMap<BTreeSet<&'static str>, BTreeSet<String>>;

/// Objects that are another in each entity.
const OF_THEIR_ENTITY: [&str; 3] = ["Line", "CheckPayment", "CreditCardPayment"];

fn collect(place: &str, fields: &'static [Field], dropped: &mut Dropped) {
    let own = fields.iter().filter(|field| matches!(field.shape, Shape::Ignored)).map(|field| field.name);
    // A member may stand in two joined tables, of which the first counts.
    let is_first = |name: &&str| {
        let first = fields.iter().find(|field| field.name == *name);
        first.is_some_and(|field| matches!(field.shape, Shape::Ignored))
    };
    let own: BTreeSet<&str> = own.filter(is_first).collect();
    if !own.is_empty() {
        dropped.entry(own).or_default().insert(place.to_owned());
    }
    for field in fields {
        if let Shape::Object(fields) | Shape::List(fields) = field.shape {
            match OF_THEIR_ENTITY.contains(&field.name) {
                true => collect(&format!("{place}.{}", field.name), fields, dropped),
                false => collect(field.name, fields, dropped),
            }
        }
    }
}

#[test]
fn what_is_taken_and_dropped_is_listed() {
    let mut dropped = Dropped::new();
    // A template has what its own entity has.
    let entities = ALL.iter().filter(|entity| entity.name != "RecurringTransaction");
    entities.for_each(|entity| collect(entity.name, entity.fields, &mut dropped));
    let join = |names: Vec<&str>| names.join(", ");
    let row = |(members, places): (&BTreeSet<&str>, &BTreeSet<String>)| {
        let places = join(places.iter().map(String::as_str).collect());
        format!("| {places} | {} |", join(members.iter().copied().collect()))
    };
    let mut rows: Vec<String> = dropped.iter().map(row).collect();
    rows.sort();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/emulator/dropped.md");
    let page = std::fs::read_to_string(path).unwrap();
    let listed: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(listed == rows, "the rows of docs/emulator/dropped.md should be:\n{}", rows.join("\n"));
}
