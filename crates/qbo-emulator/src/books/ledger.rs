//! Double entry: what each transaction does to the accounts.

use super::Id;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// An amount on an account, in home currency; debits are positive, credits negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Id,
    pub(crate) amount: Decimal,
}

/// What one transaction does to the accounts by itself. Its postings sum to zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The transaction's entity, such as `Invoice`; [`OPENING`] for balances that a company begins with.
    pub(crate) entity: &'static str,
    pub(crate) date: Date,
    pub(crate) postings: Vec<Posting>,
}

/// The word that stands for entity and id of the entry that a company begins with.
pub(crate) const OPENING: &str = "Opening";

/// Every entry, and the balances that follow from them. What has been booked is remembered, so that taking it
/// back is exact whatever has become of the accounts since.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    balances: FxHashMap<Id, Decimal>,
    /// By id and entity, for ids of different sequences may be the same.
    entries: BTreeMap<(Id, &'static str), Entry>,
    /// What goods that have left the stock cost, by transaction and item.
    costs: BTreeMap<(Id, Id), Vec<Posting>>,
}

impl Ledger {
    /// The balance of an account, debits positive.
    pub(crate) fn balance(&self, account: &Id) -> Decimal {
        self.balances.get(account).copied().unwrap_or_default()
    }

    /// Every entry with the id of its transaction, in the order of the ids; the opening comes last.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Id, &Entry)> {
        self.entries.iter().map(|((id, _), entry)| (id, entry))
    }

    /// The entry of a transaction.
    pub(crate) fn entry(&self, entity: &'static str, id: &Id) -> Option<&Entry> {
        self.entries.get(&(id.clone(), entity))
    }

    /// Books the entry of a transaction.
    pub(crate) fn book(&mut self, id: Id, entry: Entry) {
        self.reverse(entry.entity, &id);
        for posting in &entry.postings {
            *self.balances.entry(posting.account.clone()).or_default() += posting.amount;
        }
        self.entries.insert((id, entry.entity), entry);
    }

    /// Takes back what a transaction did.
    pub(crate) fn reverse(&mut self, entity: &'static str, id: &Id) {
        let Some(entry) = self.entries.remove(&(id.clone(), entity)) else { return };
        for posting in entry.postings {
            *self.balances.entry(posting.account).or_default() -= posting.amount;
        }
    }

    /// What a transaction costs for the goods that it takes from the stock.
    pub(crate) fn costs(&self, transaction: &Id) -> impl Iterator<Item = &Posting> {
        self.costs_by_item(transaction).flat_map(|(_, postings)| postings)
    }

    /// The same by item.
    pub(crate) fn costs_by_item(&self, transaction: &Id) -> impl Iterator<Item = (&Id, &Vec<Posting>)> {
        let first = (transaction.clone(), Id::FIRST);
        let own = self.costs.range(first..).take_while(move |((of, _), _)| of == transaction);
        own.map(|((_, item), postings)| (item, postings))
    }

    /// Charges a transaction for what it takes of an item, instead of what it was charged before.
    pub(crate) fn charge(&mut self, transaction: &Id, item: &Id, postings: Vec<Posting>) {
        let key = (transaction.clone(), item.clone());
        for posting in self.costs.remove(&key).unwrap_or_default() {
            *self.balances.entry(posting.account).or_default() -= posting.amount;
        }
        for posting in &postings {
            *self.balances.entry(posting.account.clone()).or_default() += posting.amount;
        }
        if !postings.is_empty() {
            self.costs.insert(key, postings);
        }
    }

    /// Books what the company's accounts begin with. The postings should sum to zero.
    pub(crate) fn open(&mut self, date: Date, postings: Vec<Posting>) {
        self.book(Id::Word(OPENING.to_owned()), Entry { entity: OPENING, date, postings });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(amount: i64) -> Entry {
        let posting = |account: u64, amount: i64| Posting { account: account.into(), amount: amount.into() };
        Entry {
            entity: "Transfer",
            date: Date::constant(2026, 3, 2),
            postings: vec![posting(1, amount), posting(2, -amount)],
        }
    }

    #[test]
    fn booking_again_replaces_and_reversing_leaves_nothing() {
        let mut ledger = Ledger::default();
        ledger.book(7.into(), entry(10));
        ledger.book(7.into(), entry(25));
        assert_eq!((ledger.balance(&1.into()), ledger.balance(&2.into())), (25.into(), Decimal::from(-25)));
        ledger.reverse("Attachable", &7.into());
        assert_eq!(ledger.balance(&1.into()), 25.into());
        ledger.reverse("Transfer", &7.into());
        ledger.reverse("Transfer", &7.into());
        assert_eq!((ledger.balance(&1.into()), ledger.entries().count()), (Decimal::ZERO, 0));
    }
}
