//! What customers owe and what is owed to vendors, transaction by transaction, as it stood on a day.

use super::basis::{PAYERS, is_control};
use crate::books::{Applied, Company, Entry, Id, Record};
use crate::entity::{Behaviour, by_name, exchange_rate};
use crate::wire::{Members, cents, date_of};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::Signed;

/// What is open of a transaction. Credits are negative.
#[derive(Debug)]
pub(super) struct Open {
    /// The customer or vendor.
    pub(super) who: Id,
    /// The day on which it is due; that of the transaction where it has no terms.
    pub(super) due: Date,
    /// The day of the transaction.
    pub(super) date: Date,
    pub(super) amount: Decimal,
}

/// Everything that is open on `day` of those who are `whose`: `Customer` or `Vendor`.
pub(super) fn open_on(company: &Company, whose: &str, day: Date) -> Vec<Open> {
    let mut open = Vec::new();
    for (id, entry) in company.ledger.entries() {
        let Some(entity) = by_name(entry.entity).filter(|_| entry.date <= day) else { continue };
        let Some(record) = company.find(entity.name, id) else { continue };
        let debts = entity.behaviour.owed(&record.body).into_iter().filter(|debt| debt.whose == whose);
        for (index, debt) in debts.enumerate() {
            // What was put on it, or by it on others, after that day had not happened yet.
            let later = if index == 0 {
                not_yet(company, entity.behaviour, record, entry, day)
            } else {
                Decimal::ZERO
            };
            let rate = exchange_rate(&record.body);
            let due = record.body.text("DueDate").and_then(date_of).unwrap_or(entry.date);
            open.push(Open {
                who: debt.id,
                due,
                date: entry.date,
                amount: cents((debt.amount + later) * rate),
            });
        }
    }
    open.retain(|open| !open.amount.is_zero());
    open
}

/// How much more was open on `day` than is now.
fn not_yet(
    company: &Company,
    behaviour: &dyn Behaviour,
    record: &Record,
    entry: &Entry,
    day: Date,
) -> Decimal {
    let is_later = |(by, applied): &(&Id, Applied)| {
        company.ledger.entry(applied.by, by).is_some_and(|other| other.date > day)
    };
    let on: Decimal = company
        .applied
        .on(&record.id)
        .filter(|tie| PAYERS.contains(&tie.1.by) && is_later(tie))
        .map(|(_, applied)| applied.amount)
        .sum();
    let mut later = on * side(company, entry);
    if PAYERS.contains(&entry.entity) {
        for ((kind, target), amount) in behaviour.ties(&record.body) {
            if let Some(other) = company.ledger.entry(kind, &target).filter(|other| other.date > day) {
                later -= amount * side(company, other);
            }
        }
    }
    later
}

/// 1 for what is owed, -1 for credit.
fn side(company: &Company, entry: &Entry) -> Decimal {
    let control = entry.postings.iter().filter(|posting| is_control(company, &posting.account));
    let sum: Decimal = control.map(|posting| posting.amount).sum();
    match entry.entity {
        "Bill" | "VendorCredit" => -sum.signum(),
        _ => sum.signum(),
    }
}
