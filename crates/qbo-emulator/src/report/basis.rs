//! What moved on the accounts, as the basis of a report counts it.

use super::request::{Basis, Request};
use crate::books::{Company, Entry, Id};
use crate::entity::{PAYERS, by_name, whose_account};
use crate::wire::{Members, cents};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::Signed;

/// An amount on an account on a day; debits positive.
#[derive(Debug, Clone)]
pub(super) struct Movement<'a> {
    /// The transaction that moved it.
    pub(super) id: &'a Id,
    pub(super) entity: &'static str,
    pub(super) date: Date,
    pub(super) account: &'a Id,
    pub(super) amount: Decimal,
}

/// Transactions that count on a cash basis as far as they are settled.
const SETTLED: [&str; 4] = ["Invoice", "CreditMemo", "Bill", "VendorCredit"];

/// Everything that moved, of the customers and vendors that the report is about, in the order of the
/// transactions' ids.
pub(super) fn movements<'a>(company: &'a Company, request: &Request) -> Vec<Movement<'a>> {
    let mut movements = Vec::new();
    for (id, entry) in company.ledger.entries().filter(|(id, entry)| concerns(company, request, id, entry)) {
        match request.basis {
            Basis::Cash if SETTLED.contains(&entry.entity) => settled(company, id, entry, &mut movements),
            Basis::Cash if PAYERS.contains(&entry.entity) => paid(company, id, entry, &mut movements),
            _ => movements.extend(whole(company, id, entry)),
        }
    }
    movements
}

fn concerns(company: &Company, request: &Request, id: &Id, entry: &Entry) -> bool {
    if request.customers.is_empty() && request.vendors.is_empty() {
        return true;
    }
    let Some(record) = company.find(entry.entity, id) else { return false };
    let payee = record.body.object("EntityRef");
    let is_one_of = |member: &str, kind: &str, wanted: &[Id]| {
        let payee =
            payee.filter(|payee| payee.text("type") == Some(kind)).and_then(|payee| payee.text("value"));
        let own = record.body.target(member).or(payee);
        wanted.is_empty() || own.is_some_and(|own| wanted.contains(&Id::parse(own)))
    };
    is_one_of("CustomerRef", "Customer", &request.customers)
        && is_one_of("VendorRef", "Vendor", &request.vendors)
}

fn whole<'a>(company: &'a Company, id: &'a Id, entry: &'a Entry) -> impl Iterator<Item = Movement<'a>> {
    entry.postings.iter().chain(company.ledger.costs(id)).map(move |posting| Movement {
        id,
        entity: entry.entity,
        date: entry.date,
        account: &posting.account,
        amount: posting.amount,
    })
}

/// Whether what customers owe, or what is owed to vendors, stands on an account.
pub(super) fn is_control(company: &Company, account: &Id) -> bool {
    company.find("Account", account).is_some_and(|account| whose_account(&account.body).is_some())
}

/// Each payment of a transaction lets its share of it count, on the later day of the two (assumed).
fn settled<'a>(company: &'a Company, id: &'a Id, entry: &'a Entry, movements: &mut Vec<Movement<'a>>) {
    let (control, other): (Vec<_>, Vec<_>) =
        whole(company, id, entry).partition(|movement| is_control(company, movement.account));
    let [owed] = control.as_slice() else { return movements.extend(whole(company, id, entry)) };
    if owed.amount.is_zero() {
        return;
    }
    for (by, applied) in company.applied.on(id).filter(|(_, applied)| PAYERS.contains(&applied.by)) {
        let date =
            company.ledger.entry(applied.by, by).map_or(entry.date, |payer| payer.date.max(entry.date));
        let share = applied.amount / owed.amount.abs();
        let counted = applied.amount * owed.amount.signum();
        let first = movements.len();
        movements.push(Movement { date, amount: counted, ..owed.clone() });
        let mut left = -counted;
        for movement in &other {
            let amount = cents(movement.amount * share);
            left -= amount;
            movements.push(Movement { date, amount, ..movement.clone() });
        }
        if let Some(movement) = movements.get_mut(first + 1) {
            movement.amount += left;
        }
    }
}

/// What a payment is not put on counts as income or expense of its own (assumed).
fn paid<'a>(company: &'a Company, id: &'a Id, entry: &'a Entry, movements: &mut Vec<Movement<'a>>) {
    let subtype = match entry.entity {
        "Payment" => "UnappliedCashPaymentIncome",
        _ => "UnappliedCashBillPaymentExpense",
    };
    let account = company.accounts_of(subtype).next();
    let debts = by_name(entry.entity).zip(company.find(entry.entity, id));
    let debts = debts.map(|(entity, record)| entity.behaviour.owed(&record.body)).unwrap_or_default();
    let unapplied: Decimal = debts.iter().map(|debt| -debt.amount).sum();
    for movement in whole(company, id, entry) {
        let Some(account) = account.filter(|_| is_control(company, movement.account)) else {
            movements.push(movement);
            continue;
        };
        let part = unapplied * movement.amount.signum();
        movements.push(Movement { amount: movement.amount - part, ..movement.clone() });
        movements.push(Movement { account, amount: part, ..movement });
    }
}
