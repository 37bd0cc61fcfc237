//! Comparing two ledgers, record by record and field by field.

use crate::ledger::{Kind, Ledger, Record};

/// Each difference as a sentence: what `other` has otherwise than the books that it ought to equal.
pub(crate) fn differences(wanted: &Ledger, other: &Ledger, name: &str, kinds: &[Kind]) -> Vec<String> {
    let mut found = Vec::new();
    for &kind in kinds {
        for (key, record) in wanted.of(kind) {
            match other.find(kind, key) {
                None => found.push(format!("{kind} {key} is missing in {name}")),
                Some(theirs) => found.extend(
                    fields(record, theirs).map(|difference| format!("{kind} {key}: {difference} in {name}")),
                ),
            }
        }
        let extra = other.of(kind).filter(|(key, _)| wanted.find(kind, key).is_none());
        found.extend(extra.map(|(key, _)| format!("{kind} {key} is in {name} and nowhere else")));
    }
    let sums = [
        ("invoices", wanted.invoiced, other.invoiced),
        ("payments", wanted.paid, other.paid),
        ("receivables", wanted.receivable, other.receivable),
    ];
    let unequal = sums.into_iter().filter(|(_, wanted, theirs)| wanted != theirs);
    found.extend(unequal.map(|(what, wanted, theirs)| {
        format!("the sum of all {what} should be {wanted} and is {theirs} in {name}")
    }));
    found
}

fn fields(wanted: &Record, theirs: &Record) -> impl Iterator<Item = String> {
    wanted.iter().filter_map(|(field, wanted)| match theirs.get(field) {
        Some(found) if found == wanted => None,
        Some(found) => Some(format!("{field} should be “{wanted}” and is “{found}”")),
        None => Some(format!("{field} should be “{wanted}” and is not there")),
    })
}
