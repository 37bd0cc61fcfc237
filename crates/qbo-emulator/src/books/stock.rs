//! The company's stock: it follows from the records, and goods that leave it are charged to the ledger.

use super::shelf::{Change, Costs, Key, Terms};
use super::{Company, Entry, Id, Posting, Shelf, Table};
use crate::entity::{ALL, Entity, Moved, goods_of, is_tracked, suspense};
use crate::wire::{Members, Object, plain};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Company {
    /// Moves goods as a transaction, or the count of an item, now does instead of as it did.
    pub(super) fn move_goods(&mut self, before: &[Moved], after: &[Moved]) {
        for moved in before.iter().filter(|moved| !after.contains(moved)) {
            self.ledger.charge(&moved.key.1, &moved.item, Vec::new());
            let costs = self.shelves.entry(moved.item.clone()).or_default().remove(&moved.key);
            self.charge(&moved.item, costs);
        }
        for moved in after.iter().filter(|moved| !before.contains(moved)) {
            let costs =
                self.shelves.entry(moved.item.clone()).or_default().put(moved.key.clone(), moved.change);
            self.charge(&moved.item, costs);
        }
    }

    /// Books the goods of an item as it now says, and what its counts have found.
    pub(super) fn settle_goods(&mut self, item: &Id, counts: &[Moved]) {
        let Some(record) = self.find("Item", item).filter(|item| is_tracked(item)) else { return };
        let account = |member: &str| record.body.target(member).map(Id::parse);
        let terms = Terms {
            unit: record.body.amount("PurchaseCost"),
            asset: account("AssetAccountRef"),
            expense: account("ExpenseAccountRef"),
        };
        let equity = suspense(self);
        for (index, count) in counts.iter().enumerate() {
            let against = if index == 0 { &equity } else { &terms.expense };
            let postings = found(count.change, &terms.asset, against);
            self.ledger.book(count.key.1.clone(), Entry { entity: "Item", date: count.key.0, postings });
        }
        let costs = self.shelves.entry(item.clone()).or_default().settle(terms);
        self.charge(item, costs);
        self.show_quantity(item);
    }

    fn charge(&mut self, item: &Id, costs: Costs) {
        let Some(shelf) = self.shelves.get(item) else { return };
        for (transaction, cost) in costs {
            self.ledger.charge(&transaction, item, shelf.terms().postings(cost));
        }
        self.show_quantity(item);
    }

    /// Writes into an item what is in stock of it. This raises no `SyncToken` (assumed).
    fn show_quantity(&mut self, item: &Id) {
        let Some(quantity) = self.shelves.get(item).map(Shelf::on_hand) else { return };
        if let Some(record) = self.table_mut("Item").and_then(|table| table.get_mut(item)) {
            record.body.put("QtyOnHand", plain(quantity));
        }
    }

    /// Fills the shelves from the records, of which all are there.
    pub(crate) fn restock(&mut self) {
        let items = self.table("Item").into_iter().flat_map(Table::iter).filter(|item| is_tracked(item));
        let items: Vec<Id> = items.map(|item| item.id.clone()).collect();
        if items.is_empty() {
            return;
        }
        for item in &items {
            self.settle_goods(item, &[]);
        }
        let mut moved: BTreeMap<Id, Vec<(Key, Change)>> = BTreeMap::new();
        for entity in ALL.iter().filter(|entity| moves_goods(entity)) {
            let records = self.table(entity.name).into_iter().flat_map(Table::scan);
            for moves in records.flat_map(|record| goods_of(self, entity, &record.unfolded())) {
                moved.entry(moves.item).or_default().push((moves.key, moves.change));
            }
        }
        for (item, moves) in moved {
            let costs = self.shelves.entry(item.clone()).or_default().fill(moves);
            self.charge(&item, costs);
        }
    }
}

/// Whether records of an entity may have moved goods.
fn moves_goods(entity: &Entity) -> bool {
    entity.name == "Item" || entity.behaviour.goods(&Object::new()).is_some()
}

/// What a count that found more does to the accounts. One that found less takes goods, which are charged.
fn found(change: Change, asset: &Option<Id>, against: &Option<Id>) -> Vec<Posting> {
    let Change::Lot { value, .. } = change else { return Vec::new() };
    let sides: [(&Option<Id>, Decimal); 2] = [(asset, value), (against, -value)];
    let sides = sides.into_iter().filter(|(_, amount)| !amount.is_zero());
    sides.filter_map(|(account, amount)| Some(Posting { account: account.clone()?, amount })).collect()
}
