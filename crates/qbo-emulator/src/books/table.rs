//! The records of one entity.

use super::{Id, Record};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Records of one entity that stay unfolded between requests: those in use, at some 20 kB each.
const OPEN_MAX: usize = 512;

/// Records by id, in the order of their ids.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: BTreeMap<Id, Slot>,
    /// Records that may be unfolded.
    open: RefCell<BTreeSet<Id>>,
    /// Whether any other may be unfolded, since all have been handed out.
    all_open: Cell<bool>,
}

/// A record and whether it has been asked for lately.
#[derive(Debug)]
struct Slot {
    record: Record,
    is_open: Cell<bool>,
    is_used: Cell<bool>,
}

impl Table {
    /// The record with this id.
    pub(crate) fn get(&self, id: &Id) -> Option<&Record> {
        let slot = self.slots.get(id)?;
        slot.is_used.set(true);
        if !slot.is_open.replace(true) {
            self.open.borrow_mut().insert(id.clone());
        }
        Some(&slot.record)
    }

    /// A record to be changed in its place.
    pub(crate) fn get_mut(&mut self, id: &Id) -> Option<&mut Record> {
        self.get(id)?;
        self.slots.get_mut(id).map(|slot| &mut slot.record)
    }

    /// Stores a record under its id and returns what was there.
    pub(crate) fn put(&mut self, record: Record) -> Option<Record> {
        let id = record.id.clone();
        let slot = Slot { record, is_open: Cell::new(true), is_used: Cell::new(true) };
        self.open.get_mut().insert(id.clone());
        self.slots.insert(id, slot).map(|slot| slot.record)
    }

    /// Stores a record that nobody has asked for.
    pub(super) fn put_back(&mut self, mut record: Record) {
        record.body.fold();
        let slot = Slot { is_open: Cell::new(false), is_used: Cell::new(false), record };
        self.slots.insert(slot.record.id.clone(), slot);
    }

    /// Takes a record out.
    pub(crate) fn take(&mut self, id: &Id) -> Option<Record> {
        let slot = self.slots.remove(id)?;
        self.open.get_mut().remove(id);
        Some(slot.record)
    }

    /// All records, in the order of their ids, to be looked into.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Record> {
        self.all_open.set(true);
        self.scan()
    }

    /// All records, in the order of their ids, for those who look at single members. Records that are unfolded on the
    /// way stay so for long.
    pub(crate) fn scan(&self) -> impl Iterator<Item = &Record> {
        self.slots.values().map(|slot| &slot.record)
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Some records in the order of their ids, or from the last id down.
    pub(crate) fn page(&self, skip: usize, take: usize, from_last: bool) -> Vec<&Record> {
        let ids: Vec<&Id> = if from_last {
            self.slots.keys().rev().skip(skip).take(take).collect()
        } else {
            self.slots.keys().skip(skip).take(take).collect()
        };
        ids.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// The first record, such as the only one of an entity that has one.
    pub(crate) fn first(&self) -> Option<&Record> {
        self.get(self.slots.keys().next()?)
    }

    /// Folds records that have not been asked for lately, when more are unfolded than may be.
    pub(super) fn fold(&mut self) {
        if self.all_open.take() {
            let others = self.slots.values_mut().filter(|slot| !slot.is_open.get());
            others.for_each(|slot| slot.record.body.fold());
        }
        let open = self.open.get_mut();
        if open.len() <= OPEN_MAX {
            return;
        }
        open.retain(|id| {
            let Some(slot) = self.slots.get_mut(id) else { return false };
            let stays = slot.is_used.take();
            if !stays {
                slot.is_open.set(false);
                slot.record.body.fold();
            }
            stays
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Members, Object};
    use jiff::Timestamp;

    fn table() -> Table {
        let mut table = Table::default();
        for number in 1..=OPEN_MAX as u64 * 2 {
            let mut body = Object::new();
            body.put("DocNumber", number.to_string());
            table.put(Record::new(number.into(), body, Timestamp::UNIX_EPOCH));
            table.fold();
        }
        table
    }

    fn open(table: &Table) -> usize {
        table.slots.values().filter(|slot| slot.record.body.is_open()).count()
    }

    #[test]
    fn few_records_stay_open_and_all_can_be_read() {
        let mut table = table();
        assert!(open(&table) <= OPEN_MAX);
        for number in 1..=OPEN_MAX as u64 * 2 {
            let record = table.get(&number.into()).unwrap();
            assert_eq!(record.body.text("DocNumber"), Some(number.to_string().as_str()));
        }
        for _ in 0..2 {
            table.fold();
        }
        assert!(open(&table) <= OPEN_MAX);
    }

    #[test]
    fn all_that_is_handed_out_is_folded_again() {
        let mut table = table();
        assert!(table.iter().all(|record| record.body.text("DocNumber").is_some()));
        assert_eq!(open(&table), OPEN_MAX * 2);
        table.fold();
        assert!(open(&table) <= OPEN_MAX);
    }

    #[test]
    fn a_change_in_place_is_kept() {
        let mut table = table();
        table.get_mut(&1.into()).unwrap().body.put("DocNumber", "changed");
        (0..3).for_each(|_| table.fold());
        assert_eq!(table.first().unwrap().body.text("DocNumber"), Some("changed"));
    }
}
