//! Which transaction settles which: what has been applied to a charge or taken of a credit, what has been
//! deposited, what has been billed.

use super::Id;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What one transaction has put on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Applied {
    /// The entity of the transaction that did it, such as `Payment`.
    pub(crate) by: &'static str,
    pub(crate) amount: Decimal,
}

/// Amounts by the transaction that they are put on and the one that puts them there. All transactions that
/// settle one another share one sequence of ids, so an id says enough.
#[derive(Debug, Default)]
pub(crate) struct Applications {
    by_target: FxHashMap<Id, BTreeMap<Id, Applied>>,
}

impl Applications {
    /// What each transaction has put on `target`, oldest first.
    pub(crate) fn on(&self, target: &Id) -> impl DoubleEndedIterator<Item = (&Id, Applied)> {
        self.by_target.get(target).into_iter().flatten().map(|(id, applied)| (id, *applied))
    }

    /// Everything: on what, by which transaction, and how much.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Id, &Id, Applied)> {
        let ties = self.by_target.iter();
        ties.flat_map(|(target, ties)| ties.iter().map(move |(id, applied)| (target, id, *applied)))
    }

    /// Whether anything is put on `target`.
    pub(crate) fn is_tied(&self, target: &Id) -> bool {
        self.by_target.contains_key(target)
    }

    /// Everything put on `target` to settle it. That a deposit brings it to the bank settles nothing.
    pub(crate) fn sum(&self, target: &Id) -> Decimal {
        let settling = self.on(target).filter(|(_, applied)| applied.by != "Deposit");
        settling.map(|(_, applied)| applied.amount).sum()
    }

    /// What transactions of one kind have put on `target`.
    pub(crate) fn sum_by(&self, target: &Id, kind: &str) -> Decimal {
        self.on(target).filter(|(_, applied)| applied.by == kind).map(|(_, applied)| applied.amount).sum()
    }

    /// What the transaction `by` has put on `target`.
    pub(crate) fn of(&self, target: &Id, by: &Id) -> Decimal {
        let applied = self.by_target.get(target).and_then(|ties| ties.get(by));
        applied.map(|applied| applied.amount).unwrap_or_default()
    }

    /// Sets what the transaction `id` puts on `target`; zero takes it off.
    pub(crate) fn set(&mut self, target: &Id, id: &Id, applied: Applied) {
        let ties = self.by_target.entry(target.clone()).or_default();
        if applied.amount.is_zero() {
            ties.remove(id);
        } else {
            ties.insert(id.clone(), applied);
        }
        if ties.is_empty() {
            self.by_target.remove(target);
        }
    }
}
