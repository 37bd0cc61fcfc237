//! What counts on a cash basis: income and expenses with their payment.

use super::basis::{Movement, is_control};
use crate::books::{Applied, Company, Entry, Id};
use crate::entity::{PAYERS, by_name, exchange_rate, settled_at_home, settling_day};
use crate::wire::cents;
use rust_decimal::Decimal;
use rust_decimal::prelude::Signed;
use std::collections::BTreeMap;

/// Transactions that count as far as they are settled.
const SETTLED: [&str; 4] = ["Invoice", "CreditMemo", "Bill", "VendorCredit"];

/// What counts of a transaction and of what it moved.
pub(super) fn on_cash_basis<'a>(
    company: &'a Company,
    (id, entry): (&'a Id, &'a Entry),
    moved: Vec<Movement<'a>>,
) -> Vec<Movement<'a>> {
    match entry.entity {
        entity if SETTLED.contains(&entity) => settled(company, (id, entry), moved),
        entity if PAYERS.contains(&entity) => paid(company, (id, entry), moved),
        _ => moved,
    }
}

/// Each payment of a transaction lets its share of it count, on the later day of the two (assumed): the share of what
/// it takes off what is owed, in home currency. Where nothing is owed, all counts at once.
fn settled<'a>(
    company: &'a Company,
    (id, entry): (&'a Id, &'a Entry),
    moved: Vec<Movement<'a>>,
) -> Vec<Movement<'a>> {
    let (control, other): (Vec<_>, Vec<_>) =
        moved.iter().cloned().partition(|movement| is_control(company, movement.account));
    let record = by_name(entry.entity).zip(company.find(entry.entity, id));
    let ([owed], Some(record)) = (control.as_slice(), record) else { return moved };
    if owed.amount.is_zero() {
        return moved;
    }
    let mut movements = Vec::new();
    let mut taken = Decimal::ZERO;
    let mut counted = vec![Decimal::ZERO; other.len()];
    let payers = company.applied.on(id).filter(|(_, applied)| PAYERS.contains(&applied.by));
    let day = |(by, applied): (&'a Id, Applied)| {
        let paid = company.ledger.entry(applied.by, by).map_or(entry.date, |payer| payer.date);
        (settling_day(company, (entry.entity, id), paid), by, applied)
    };
    let mut payers: Vec<_> = payers.map(day).collect();
    payers.sort_by_key(|(date, by, _)| (*date, *by));
    for (date, by, applied) in payers {
        let amount =
            settled_at_home(company, record, (applied.by, by, date), applied.amount) * owed.amount.signum();
        taken += amount;
        movements.push(Movement { date, amount, ..owed.clone() });
        let shares = shares(&other, taken / owed.amount, -taken);
        for ((movement, counted), share) in other.iter().zip(&mut counted).zip(shares) {
            movements.push(Movement { date, amount: share - *counted, ..movement.clone() });
            *counted = share;
        }
    }
    movements
}

/// What each movement comes to where a part of all counts, `sum` together. An account counts as one amount, so that it
/// comes to the same whether its lines are told apart or not; the one that moved most takes what rounding leaves.
fn shares(movements: &[Movement<'_>], part: Decimal, sum: Decimal) -> Vec<Decimal> {
    let mut wholes: BTreeMap<&Id, Decimal> = BTreeMap::new();
    for movement in movements {
        *wholes.entry(movement.account).or_default() += movement.amount;
    }
    let most = wholes.iter().max_by_key(|(_, whole)| whole.abs()).map(|(account, _)| *account);
    let mut left = wholes;
    left.values_mut().for_each(|whole| *whole = cents(*whole * part));
    let rest = sum - left.values().sum::<Decimal>();
    if let Some(most) = most.and_then(|most| left.get_mut(most)) {
        *most += rest;
    }
    let mut share = |movement: &Movement<'_>| {
        let amount = cents(movement.amount * part);
        if let Some(left) = left.get_mut(movement.account) {
            *left -= amount;
        }
        amount
    };
    let mut shares: Vec<Decimal> = movements.iter().map(&mut share).collect();
    // The last line of an account takes what the others leave of it.
    for (share, movement) in shares.iter_mut().zip(movements).rev() {
        *share += left.remove(movement.account).unwrap_or_default();
    }
    shares
}

/// What a payment is not put on counts as income or expense of its own (assumed).
fn paid<'a>(
    company: &'a Company,
    (id, entry): (&'a Id, &'a Entry),
    moved: Vec<Movement<'a>>,
) -> Vec<Movement<'a>> {
    let (subtype, side) = match entry.entity {
        "Payment" => ("UnappliedCashPaymentIncome", Decimal::NEGATIVE_ONE),
        _ => ("UnappliedCashBillPaymentExpense", Decimal::ONE),
    };
    let found = by_name(entry.entity).zip(company.find(entry.entity, id));
    let (Some(account), Some((entity, record))) = (company.accounts_of(subtype).next(), found) else {
        return moved;
    };
    let rate = exchange_rate(&record.body);
    let debts = entity.behaviour.owed(&record.body);
    let unapplied: Decimal = debts.iter().map(|debt| side * cents(-debt.amount * rate)).sum();
    let mut movements = Vec::new();
    for movement in moved {
        if !unapplied.is_zero() && is_control(company, movement.account) {
            let part = Movement { account, amount: unapplied, ..movement.clone() };
            movements.push(Movement { amount: movement.amount - unapplied, ..movement });
            movements.push(part);
        } else {
            movements.push(movement);
        }
    }
    movements
}
