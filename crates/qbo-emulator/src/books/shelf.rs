//! What is in stock of one item, and what the units that leave it cost: first in, first out.

use super::{Id, Posting};
use crate::wire::cents;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The day of a transaction, and its id: the order in which units come and go.
pub(crate) type Key = (Date, Id);

/// The most that units may be worth together, so that sums can be counted with.
const WORTH_MAX: u64 = 1_000_000_000_000_000;

/// Units that come or go with one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Units that are bought, with what they cost together.
    Lot { quantity: Decimal, value: Decimal },
    /// Units that leave; below zero they come back. The transaction itself has taken `credited` off the stock's
    /// value, as one that sends units back to a vendor does.
    Take { quantity: Decimal, credited: Decimal },
}

/// How an item is booked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Terms {
    /// What a unit costs that is sold before it is bought.
    pub(crate) unit: Decimal,
    /// Where the stock stands.
    pub(crate) asset: Option<Id>,
    /// Where units go that leave it.
    pub(crate) expense: Option<Id>,
}

impl Terms {
    /// What `cost` does to the accounts.
    pub(crate) fn postings(&self, cost: Decimal) -> Vec<Posting> {
        let sides = [(&self.asset, -cost), (&self.expense, cost)];
        let sides = sides.into_iter().filter(|(_, amount)| !amount.is_zero());
        sides.filter_map(|(account, amount)| Some(Posting { account: account.clone()?, amount })).collect()
    }
}

/// What so many units are worth.
pub(crate) fn worth(units: Decimal, unit: Decimal) -> Decimal {
    let most = Decimal::from(WORTH_MAX);
    units.saturating_mul(unit).clamp(-most, most)
}

/// The stock of one item.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    terms: Terms,
    lots: BTreeMap<Key, (Decimal, Decimal)>,
    /// Units and value that have come, after each lot.
    come: Vec<(Decimal, Decimal)>,
    takes: BTreeMap<Key, Take>,
    gone: Decimal,
}

#[derive(Debug)]
struct Take {
    quantity: Decimal,
    credited: Decimal,
    cost: Decimal,
}

/// What transactions have to be charged for what they took.
pub(crate) type Costs = Vec<(Id, Decimal)>;

impl Shelf {
    /// Units in stock; below zero where more has left than come.
    pub(crate) fn on_hand(&self) -> Decimal {
        self.bought() - self.gone
    }

    /// How the item is booked.
    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Books the item in another way from now on. What has left is all charged anew.
    pub(crate) fn settle(&mut self, terms: Terms) -> Costs {
        if terms == self.terms {
            return Costs::new();
        }
        self.terms = terms;
        self.recost();
        self.takes.iter().map(|(key, take)| (key.1.clone(), take.cost)).collect()
    }

    /// Notes what a transaction moves.
    pub(crate) fn put(&mut self, key: Key, change: Change) -> Costs {
        match change {
            Change::Lot { quantity, value } => {
                let short = self.gone > self.bought();
                let is_last = self.lots.last_key_value().is_none_or(|(last, _)| *last < key);
                self.lots.insert(key, (quantity, value));
                self.count();
                if short || !is_last { self.recost() } else { Costs::new() }
            }
            Change::Take { quantity, credited } => {
                let is_last = self.takes.last_key_value().is_none_or(|(last, _)| *last < key);
                let cost = cents(self.value(self.gone + quantity)) - cents(self.value(self.gone)) - credited;
                self.gone += quantity;
                self.takes.insert(key.clone(), Take { quantity, credited, cost });
                let mut costs = if is_last { Costs::new() } else { self.recost() };
                if !costs.iter().any(|(id, _)| *id == key.1) {
                    costs.extend(self.takes.get(&key).map(|take| (key.1.clone(), take.cost)));
                }
                costs
            }
        }
    }

    /// Notes all that has ever been moved, in any order. One by one, each lot would be counted and costed anew.
    pub(crate) fn fill(&mut self, moves: impl IntoIterator<Item = (Key, Change)>) -> Costs {
        for (key, change) in moves {
            match change {
                Change::Lot { quantity, value } => drop(self.lots.insert(key, (quantity, value))),
                Change::Take { quantity, credited } => {
                    self.gone += quantity;
                    self.takes.insert(key, Take { quantity, credited, cost: Decimal::ZERO });
                }
            }
        }
        self.count();
        self.recost()
    }

    /// Takes back what a transaction has moved.
    pub(crate) fn remove(&mut self, key: &Key) -> Costs {
        if self.lots.remove(key).is_some() {
            self.count();
            return self.recost();
        }
        let Some(take) = self.takes.remove(key) else { return Costs::new() };
        self.gone -= take.quantity;
        let was_last = self.takes.last_key_value().is_none_or(|(last, _)| last < key);
        if was_last { Costs::new() } else { self.recost() }
    }

    fn bought(&self) -> Decimal {
        self.come.last().map(|(units, _)| *units).unwrap_or_default()
    }

    fn count(&mut self) {
        let mut sum = (Decimal::ZERO, Decimal::ZERO);
        self.come.clear();
        for (quantity, value) in self.lots.values() {
            sum = (sum.0 + quantity, sum.1 + value);
            self.come.push(sum);
        }
    }

    /// What the first so many units cost.
    fn value(&self, units: Decimal) -> Decimal {
        if units <= Decimal::ZERO {
            return worth(units, self.terms.unit);
        }
        let lot = self.come.partition_point(|(come, _)| *come < units);
        let before = lot.checked_sub(1).and_then(|lot| self.come.get(lot)).copied().unwrap_or_default();
        let Some(after) = self.come.get(lot) else {
            return before.1 + worth(units - before.0, self.terms.unit);
        };
        let part = (units - before.0).checked_div(after.0 - before.0).unwrap_or_default();
        before.1 + (after.1 - before.1) * part
    }

    /// Costs everything that has left anew and tells what differs.
    fn recost(&mut self) -> Costs {
        let mut gone = Decimal::ZERO;
        let mut costs = Vec::with_capacity(self.takes.len());
        for take in self.takes.values() {
            let before = cents(self.value(gone));
            gone += take.quantity;
            costs.push(cents(self.value(gone)) - before - take.credited);
        }
        let mut changed = Costs::new();
        for ((key, take), cost) in self.takes.iter_mut().zip(costs) {
            if take.cost != cost {
                take.cost = cost;
                changed.push((key.1.clone(), cost));
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(day: i8, id: u64) -> Key {
        (Date::constant(2026, 3, day), id.into())
    }

    fn lot(quantity: i64, value: i64) -> Change {
        Change::Lot { quantity: quantity.into(), value: value.into() }
    }

    fn take(quantity: i64) -> Change {
        Change::Take { quantity: quantity.into(), credited: Decimal::ZERO }
    }

    fn cost(id: u64, cost: i64) -> (Id, Decimal) {
        (id.into(), cost.into())
    }

    fn shelf() -> Shelf {
        let mut shelf = Shelf::default();
        shelf.settle(Terms { unit: 4.into(), ..Terms::default() });
        shelf
    }

    #[test]
    fn what_came_first_leaves_first() {
        let mut shelf = shelf();
        assert_eq!(shelf.put(key(1, 1), lot(10, 50)), []);
        assert_eq!(shelf.put(key(2, 2), lot(10, 70)), []);
        assert_eq!(shelf.put(key(3, 3), take(3)), [cost(3, 15)]);
        assert_eq!(shelf.put(key(4, 4), take(10)), [cost(4, 56)]);
        assert_eq!(shelf.on_hand(), 7.into());
        // Coming back, units bring what they cost.
        assert_eq!(shelf.put(key(5, 5), take(-3)), [cost(5, -21)]);
    }

    #[test]
    fn what_is_entered_late_or_taken_back_changes_what_left_after_it() {
        let mut shelf = shelf();
        shelf.put(key(1, 1), lot(10, 50));
        shelf.put(key(3, 3), lot(10, 70));
        shelf.put(key(5, 5), take(10));
        assert_eq!(shelf.put(key(4, 6), take(1)), [cost(6, 5), cost(5, 52)]);
        assert_eq!(shelf.remove(&key(4, 6)), [cost(5, 50)]);
        assert_eq!(shelf.remove(&key(1, 1)), [cost(5, 70)]);
        assert_eq!(shelf.remove(&key(1, 1)), []);
        assert_eq!(shelf.remove(&key(5, 5)), []);
        assert_eq!(shelf.on_hand(), 10.into());
    }

    #[test]
    fn what_is_sold_before_it_is_bought_costs_what_the_item_says_until_it_comes() {
        let mut shelf = shelf();
        assert_eq!(shelf.put(key(1, 1), take(2)), [cost(1, 8)]);
        assert_eq!(shelf.on_hand(), Decimal::from(-2));
        assert_eq!(shelf.put(key(2, 2), lot(10, 50)), [cost(1, 10)]);
        assert_eq!(shelf.settle(Terms { unit: 9.into(), ..Terms::default() }), [cost(1, 10)]);
    }

    #[test]
    fn a_shelf_that_is_filled_at_once_costs_the_same() {
        let moves = [
            (key(5, 5), take(10)),
            (key(1, 1), lot(10, 50)),
            (key(4, 6), take(1)),
            (key(3, 3), lot(10, 70)),
            (key(6, 7), take(12)),
        ];
        let (mut at_once, mut one_by_one) = (shelf(), shelf());
        assert_eq!(at_once.fill(moves.clone()), [cost(6, 5), cost(5, 52), cost(7, 75)]);
        for (key, change) in moves {
            one_by_one.put(key, change);
        }
        assert_eq!(at_once.on_hand(), one_by_one.on_hand());
        assert_eq!(at_once.put(key(2, 8), take(1)), one_by_one.put(key(2, 8), take(1)));
    }

    #[test]
    fn what_is_sent_back_for_credit_costs_the_difference() {
        let mut shelf = shelf();
        shelf.put(key(1, 1), lot(10, 50));
        let back = Change::Take { quantity: 2.into(), credited: 7.into() };
        assert_eq!(shelf.put(key(2, 2), back), [cost(2, 3)]);
    }
}
