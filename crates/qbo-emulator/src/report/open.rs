//! What customers owe and what is owed to vendors, transaction by transaction, as it stood on a day.

use super::dimension::Dimension;
use crate::books::{Applied, Company, Entry, Id, Record};
use crate::entity::{Behaviour, by_name, exchange_rate, payer_of, whose_account};
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
    /// Where it was bought or sold.
    pub(super) department: Option<Id>,
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
                not_yet(company, (entity.behaviour, whose), record, entry, day)
            } else {
                Decimal::ZERO
            };
            let rate = exchange_rate(&record.body);
            let due = record.body.text("DueDate").and_then(date_of).unwrap_or(entry.date);
            open.push(Open {
                who: debt.id,
                department: Dimension::Department.within(&record.body, None),
                due,
                date: entry.date,
                amount: cents((debt.amount + later) * rate),
            });
        }
    }
    open.retain(|open| !open.amount.is_zero());
    open
}

/// How much more was open on `day` than is now, of what the entry does to those who are `whose`.
fn not_yet(
    company: &Company,
    (behaviour, whose): (&dyn Behaviour, &str),
    record: &Record,
    entry: &Entry,
    day: Date,
) -> Decimal {
    let is_later = |(by, applied): &(&Id, Applied)| {
        company.ledger.entry(applied.by, by).is_some_and(|other| other.date > day)
    };
    let payer = payer_of(whose);
    let on: Decimal = company
        .applied
        .on(&record.id)
        .filter(|tie| tie.1.by == payer && is_later(tie))
        .map(|(_, applied)| applied.amount)
        .sum();
    let mut later = on * side(company, whose, entry);
    if entry.entity == payer {
        for ((kind, target), amount) in behaviour.ties(&record.body) {
            if let Some(other) = company.ledger.entry(kind, &target).filter(|other| other.date > day) {
                later -= amount * side(company, whose, other);
            }
        }
    }
    later
}

/// 1 for what is owed, -1 for credit.
fn side(company: &Company, whose: &str, entry: &Entry) -> Decimal {
    let is_own = |account: &Id| {
        company.find("Account", account).is_some_and(|account| whose_account(&account.body) == Some(whose))
    };
    let own = entry.postings.iter().filter(|posting| is_own(&posting.account));
    let sum: Decimal = own.map(|posting| posting.amount).sum();
    if whose == "Vendor" { -sum.signum() } else { sum.signum() }
}
