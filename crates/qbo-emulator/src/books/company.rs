//! One company: its records and everything that is kept about them.

use super::{
    Applications, Beginning, Counters, Deletions, Files, Id, Ledger, NameOwner, Names, News, Numbers, Record,
    Replays, Shelf, Table,
};
use crate::Seed;
use crate::emulator::Settings;
use crate::entity::{Class, Debt, Entity, Numbering, entry_of, goods_of};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A company's books. Records go in and out through [`Company::put`] and [`Company::take`], which keep every
/// index, the ledger, the stock and the balances of customers and vendors in step.
#[derive(Debug, Default)]
pub(crate) struct Company {
    pub(crate) realm: String,
    /// What it was first filled with.
    pub(crate) seed: Seed,
    /// What else it began with.
    pub(crate) beginning: Beginning,
    pub(crate) settings: Arc<Settings>,
    pub(crate) names: Names,
    pub(crate) numbers: Numbers,
    pub(crate) applied: Applications,
    pub(crate) ledger: Ledger,
    pub(crate) replays: Replays,
    pub(crate) counters: Counters,
    pub(crate) deletions: Deletions,
    pub(crate) files: Files,
    pub(crate) news: News,
    pub(super) shelves: FxHashMap<Id, Shelf>,
    tables: BTreeMap<&'static str, Table>,
    children: FxHashMap<(&'static str, Id), BTreeSet<Id>>,
    accounts: FxHashMap<String, BTreeSet<Id>>,
    sequences: BTreeMap<Box<str>, u64>,
}

impl Company {
    /// A company without any records.
    pub(crate) fn new(realm: &str, seed: Seed) -> Self {
        Self { realm: realm.to_owned(), seed, ..Self::default() }
    }

    /// The records of an entity, if it has any.
    pub(crate) fn table(&self, entity: &str) -> Option<&Table> {
        self.tables.get(entity)
    }

    /// A record by entity and id.
    pub(crate) fn find(&self, entity: &str, id: &Id) -> Option<&Record> {
        self.table(entity)?.get(id)
    }

    /// A record by entity and id, the id as it stands in a reference.
    pub(crate) fn look_up(&self, entity: &str, id: &str) -> Option<&Record> {
        self.find(entity, &Id::parse(id))
    }

    /// The company's preferences.
    pub(crate) fn preferences(&self) -> Option<&Object> {
        Some(&self.table("Preferences")?.first()?.body)
    }

    /// The company's name, as its users know it.
    pub(crate) fn name(&self) -> String {
        let info = self.table("CompanyInfo").and_then(Table::first);
        info.and_then(|info| info.body.text("CompanyName")).unwrap_or(&self.realm).to_owned()
    }

    /// Gives the company another name.
    pub(crate) fn rename(&mut self, name: &str) {
        let table = self.tables.get_mut("CompanyInfo");
        let id = table.as_ref().and_then(|table| Some(table.first()?.id.clone()));
        if let Some(info) = table.zip(id).and_then(|(table, id)| table.get_mut(&id)) {
            info.body.put("CompanyName", name);
            info.body.put("LegalName", name);
        }
    }

    /// Records whose `ParentRef` is this one.
    pub(crate) fn children(&self, entity: &'static str, id: &Id) -> impl Iterator<Item = &Id> {
        self.children.get(&(entity, id.clone())).into_iter().flatten()
    }

    /// The accounts of a subtype, oldest first.
    pub(crate) fn accounts_of(&self, subtype: &str) -> impl Iterator<Item = &Id> {
        self.accounts.get(subtype).into_iter().flatten()
    }

    /// The records of an entity, to be changed in their places.
    pub(super) fn table_mut(&mut self, entity: &str) -> Option<&mut Table> {
        self.tables.get_mut(entity)
    }

    /// The next number of a sequence.
    pub(crate) fn next_in(&mut self, sequence: &str) -> u64 {
        let last = self.sequences.entry(sequence.into()).or_default();
        *last += 1;
        *last
    }

    /// The sequences with their last numbers.
    pub(super) fn sequences(&self) -> impl Iterator<Item = (&str, u64)> {
        self.sequences.iter().map(|(sequence, last)| (&**sequence, *last))
    }

    /// The entities that have records.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'static str, &Table)> {
        self.tables.iter().map(|(entity, table)| (*entity, table))
    }

    /// Makes a sequence go on after `number`.
    pub(crate) fn reserve(&mut self, sequence: &str, number: u64) {
        let last = self.sequences.entry(sequence.into()).or_default();
        *last = (*last).max(number);
    }

    /// Stores a record, new or changed.
    pub(crate) fn put(&mut self, entity: &'static Entity, record: Record) {
        let before = self.tables.entry(entity.name).or_default().take(&record.id);
        let moved = before.as_ref().map(|before| goods_of(self, entity, before)).unwrap_or_default();
        if let Some(before) = &before {
            self.forget(entity, before);
        } else if let (Numbering::Series(series), Some(number)) =
            (entity.numbering, record.body.text("DocNumber"))
        {
            self.numbers.advance(series, number);
        }
        self.note(entity, &record);
        let (id, moves) = (record.id.clone(), goods_of(self, entity, &record));
        self.tables.entry(entity.name).or_default().put(record);
        if entity.name == "Item" {
            self.settle_goods(&id, &moves);
        }
        self.move_goods(&moved, &moves);
    }

    /// Takes a record out of the books.
    pub(crate) fn take(&mut self, entity: &'static Entity, id: &Id) -> Option<Record> {
        let record = self.tables.get_mut(entity.name)?.take(id)?;
        self.forget(entity, &record);
        let moved = goods_of(self, entity, &record);
        self.move_goods(&moved, &[]);
        Some(record)
    }

    /// Stores a record as it was, with all that it has done elsewhere done.
    pub(super) fn put_back(&mut self, entity: &'static Entity, record: Record) {
        self.index(entity, &record);
        self.tables.entry(entity.name).or_default().put_back(record);
    }

    fn note(&mut self, entity: &'static Entity, record: &Record) {
        self.index(entity, record);
        if let Some(entry) = entry_of(self, entity, record) {
            self.ledger.book(record.id.clone(), entry);
        }
        for debt in entity.behaviour.owed(&record.body) {
            self.owe(&debt, debt.amount);
        }
    }

    fn index(&mut self, entity: &'static Entity, record: &Record) {
        let body = &record.body;
        if let Some((space, name)) = entity.name_of(body) {
            self.names.give(&space, name, NameOwner { entity: entity.name, id: record.id.clone() });
        }
        if let Some(number) = entity.number_of(body) {
            self.numbers.give(entity.name, number, record.id.clone());
        }
        if let Some(parent) = body.target("ParentRef") {
            self.children.entry((entity.name, Id::parse(parent))).or_default().insert(record.id.clone());
        }
        if let Some(subtype) = body.text("AccountSubType") {
            self.accounts.entry(subtype.to_owned()).or_default().insert(record.id.clone());
        }
    }

    fn forget(&mut self, entity: &'static Entity, record: &Record) {
        let body = &record.body;
        if let Some((space, name)) = entity.name_of(body) {
            self.names.free(&space, name);
        }
        if let Some(number) = entity.number_of(body) {
            self.numbers.free(entity.name, number, &record.id);
        }
        if let Some(parent) = body.target("ParentRef")
            && let Some(children) = self.children.get_mut(&(entity.name, Id::parse(parent)))
        {
            children.remove(&record.id);
        }
        if let Some(accounts) = body.text("AccountSubType").and_then(|subtype| self.accounts.get_mut(subtype))
        {
            accounts.remove(&record.id);
        }
        if entity.class == Class::Transaction {
            self.ledger.reverse(entity.name, &record.id);
        }
        for debt in entity.behaviour.owed(body) {
            self.owe(&debt, -debt.amount);
        }
    }

    /// Moves the balance of a customer or vendor. This alone raises no `SyncToken` (assumed).
    fn owe(&mut self, debt: &Debt, amount: Decimal) {
        if amount.is_zero() {
            return;
        }
        let Some(table) = self.tables.get_mut(debt.whose) else { return };
        if let Some(record) = table.get_mut(&debt.id) {
            let balance = record.body.amount("Balance") + amount;
            record.body.put_money("Balance", balance);
        }
    }

    /// Folds records that nobody has asked for lately.
    pub(crate) fn fold(&mut self) {
        self.tables.values_mut().for_each(Table::fold);
    }
}
