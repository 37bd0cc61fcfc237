//! Stock: what transactions and counts move of the items whose quantity is tracked.

use super::currency::exchange_rate;
use super::{Behaviour, Entity};
use crate::books::{Company, Id, Key, Record, StockChange as Change, worth};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object, cents, date_of, day_of, plain};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a transaction does with the goods on its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goods {
    Sold,
    /// By a customer.
    Returned,
    Bought,
    /// To a vendor.
    SentBack,
}

/// Units of an item that come or go with a transaction or a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) item: Id,
    pub(crate) key: Key,
    pub(crate) change: Change,
}

/// Lines of sales, and of purchases.
const DETAILS: [&str; 2] = ["SalesItemLineDetail", "ItemBasedExpenseLineDetail"];

/// Kept beside the members of an item that are shown: what was in stock at the start, and by how much later counts
/// differed.
const COUNTS: &str = "Counts";

/// Whether the quantity of an item is tracked.
pub(crate) fn is_tracked(item: &Record) -> bool {
    item.body.text("Type") == Some("Inventory")
}

/// What a record moves, item by item.
pub(crate) fn goods_of(company: &Company, entity: &Entity, record: &Record) -> Vec<Moved> {
    if entity.name == "Item" {
        return counts(record);
    }
    let Some(goods) = entity.behaviour.goods(&record.body) else { return Vec::new() };
    let mut sums: BTreeMap<Id, (Decimal, Decimal)> = BTreeMap::new();
    for (item, line, detail) in tracked(company, &record.body) {
        let sum = sums.entry(item.id.clone()).or_default();
        sum.0 += detail.amount("Qty");
        sum.1 += line.amount("Amount");
    }
    let date = record.body.text("TxnDate").and_then(date_of).unwrap_or_else(|| day_of(record.created));
    let rate = exchange_rate(&record.body);
    let moved = sums.into_iter().filter(|(_, (quantity, _))| !quantity.is_zero());
    moved
        .map(|(item, (quantity, amount))| {
            let change = change(goods, quantity, cents(amount * rate));
            Moved { item, key: (date, record.id.clone()), change }
        })
        .collect()
}

fn change(goods: Goods, quantity: Decimal, amount: Decimal) -> Change {
    let (quantity, value) = match goods {
        Goods::Sold => return Change::Take { quantity, credited: Decimal::ZERO },
        Goods::Returned => return Change::Take { quantity: -quantity, credited: Decimal::ZERO },
        Goods::Bought => (quantity, amount),
        Goods::SentBack => (-quantity, -amount),
    };
    if quantity > Decimal::ZERO {
        Change::Lot { quantity, value }
    } else {
        Change::Take { quantity: -quantity, credited: -value }
    }
}

/// The lines of goods whose quantity is tracked: item, line and its detail.
fn tracked<'a>(
    company: &'a Company,
    body: &'a Object,
) -> impl Iterator<Item = (&'a Record, &'a Object, &'a Object)> {
    let lines = body.list("Line").iter().filter_map(Value::as_object);
    lines.filter_map(|line| {
        let detail = DETAILS.iter().find_map(|detail| line.object(detail))?;
        let item = company.look_up("Item", detail.target("ItemRef")?)?;
        is_tracked(item).then_some((item, line, detail))
    })
}

/// Goods can't move before their item is tracked, nor without a number of them (fact sheet 6.3).
///
/// # Errors
/// 6270 and 6520.
pub(crate) fn check_goods(company: &Company, behaviour: &dyn Behaviour, body: &Object) -> Result<(), Fault> {
    if behaviour.goods(body).is_none() {
        return Ok(());
    }
    let date = body.text("TxnDate").and_then(date_of);
    for (item, _, detail) in tracked(company, body) {
        let name = item.body.text("Name").unwrap_or_default();
        let start = item.body.text("InvStartDate").and_then(date_of);
        if date.zip(start).is_some_and(|(date, start)| date < start) {
            let text = format!("Transaction date is prior to start date for inventory item : {name}");
            return Err(Fault::new(Code::BEFORE_START, text).element("TxnDate"));
        }
        if !detail.contains_key("Qty") {
            let text = format!("The quantity of {name} is tracked, so its line needs a Qty");
            return Err(Fault::new(Code::QUANTITY_REQUIRED, text).element("Qty"));
        }
    }
    Ok(())
}

/// Notes in an item that `quantity` more was found in stock on a day.
pub(super) fn note_count(body: &mut Object, date: Date, quantity: Decimal) {
    if quantity.is_zero() {
        return;
    }
    let cost = body.amount("PurchaseCost");
    let mut counts = body.list(COUNTS).to_vec();
    counts.push(json!({"Date": date.to_string(), "Qty": plain(quantity), "Cost": plain(cost)}));
    body.put(COUNTS, counts);
}

/// Takes out of a reply what only the emulator knows.
pub(super) fn hide_counts(shown: &mut Object) {
    shown.remove(COUNTS);
}

fn counts(item: &Record) -> Vec<Moved> {
    let counts = item.body.list(COUNTS).iter().filter_map(Value::as_object);
    let moved = counts.enumerate().filter_map(|(index, count)| {
        let key = (count.text("Date").and_then(date_of)?, Id::Word(format!("{}/{index}", item.id)));
        let quantity = count.decimal("Qty")?;
        let change = match quantity > Decimal::ZERO {
            true => Change::Lot { quantity, value: cents(worth(quantity, count.amount("Cost"))) },
            false => Change::Take { quantity: -quantity, credited: Decimal::ZERO },
        };
        Some(Moved { item: item.id.clone(), key, change })
    });
    moved.collect()
}
