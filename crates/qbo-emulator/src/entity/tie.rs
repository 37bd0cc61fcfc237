//! Ties between transactions: who has paid what, on both sides (fact sheet 12).
//!
//! [`crate::books::Applications`] is the truth; the balance and links of what is paid and the lines of what pays
//! are written from it here, and every record that changes thereby gets a new `SyncToken`.

use super::paying::PAYERS;
use super::{ALL, Entity, TRANSACTIONS, Ties, by_name};
use crate::books::{Applied, ChangeKind, Company, Id};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What links call a purchase, the first in lines that this emulator writes (fact sheet 9.7, 12.1).
const PURCHASE_WORDS: [&str; 3] = ["Expense", "Check", "CreditCardCredit"];

/// The entity and id that a line's first link names, if this emulator has such an entity.
pub(super) fn link_of(line: &Object) -> Option<(&'static Entity, Id)> {
    let link = line.list("LinkedTxn").first()?.as_object()?;
    let word = link.text("TxnType")?;
    let name = if PURCHASE_WORDS.contains(&word) { "Purchase" } else { word };
    Some((by_name(name)?, Id::parse(link.text("TxnId")?)))
}

/// A line has one amount, so it is linked to one transaction (assumed).
///
/// # Errors
/// 620 for a line with several links.
pub(super) fn check_single(line: &Object) -> Result<(), Fault> {
    if line.list("LinkedTxn").len() > 1 {
        return Err(cannot_link("A line can be linked to one transaction only"));
    }
    Ok(())
}

/// 620: a link that can't be.
pub(super) fn cannot_link(reason: &str) -> Fault {
    Fault::new(Code::CANNOT_LINK, format!("Txn ID Cannot Be Linked : {reason}")).element("LinkedTxn")
}

/// Why a line's link leads nowhere: 620 where the id is that of another transaction, else 610.
pub(super) fn astray(company: &Company, id: &Id) -> Fault {
    let mut transactions = ALL.iter().filter(|entity| entity.sequence == TRANSACTIONS);
    match transactions.find(|entity| company.find(entity.name, id).is_some()) {
        Some(entity) => cannot_link(&format!("Transaction {id} is of type {}", entity.name)),
        None => Fault::not_found(),
    }
}

/// What the lines of a transaction put on others.
pub(super) fn line_ties(body: &Object) -> Ties {
    let mut ties = Ties::new();
    for line in body.list("Line").iter().filter_map(Value::as_object) {
        if let Some((entity, id)) = link_of(line) {
            *ties.entry((entity.name, id)).or_default() += line.amount("Amount");
        }
    }
    ties
}

/// Writes the links of a transaction that others settle.
pub(super) fn show_ties(company: &Company, id: &Id, body: &mut Object) {
    let links: Vec<Value> = company
        .applied
        .on(id)
        .map(|(other, applied)| json!({"TxnId": other.to_string(), "TxnType": word(company, other, applied)}))
        .collect();
    body.put("LinkedTxn", links);
}

/// The transactions of one kind that a header is linked to, each once.
pub(super) fn header_links(body: &Object, kind: &str) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for link in body.list("LinkedTxn").iter().filter_map(Value::as_object) {
        if let Some(id) = link.text("TxnId").filter(|_| link.text("TxnType") == Some(kind)).map(Id::parse)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    ids
}

/// Links as a header shows them.
pub(super) fn links<'a>(kind: &str, ids: impl IntoIterator<Item = &'a Id>) -> Vec<Value> {
    ids.into_iter().map(|id| json!({"TxnId": id.to_string(), "TxnType": kind})).collect()
}

/// Payments of bills are named by the way they are paid (fact sheet 12.1).
fn word(company: &Company, id: &Id, applied: Applied) -> &'static str {
    match applied.by {
        "BillPayment" => {}
        "Purchase" => return PURCHASE_WORDS[0],
        other => return other,
    }
    match company.find(applied.by, id).and_then(|record| record.body.text("PayType")) {
        Some("CreditCard") => "BillPaymentCreditCard",
        _ => "BillPaymentCheck",
    }
}

/// Carries a stored change over to everything that the transaction is tied to. `before` is the version before
/// it; the present one, if any is left, is in the books.
pub(crate) fn carry_ties(
    company: &mut Company,
    entity: &'static Entity,
    id: &Id,
    before: Option<&Object>,
    now: Timestamp,
) {
    // An id of another sequence may be that of a transaction which others settle.
    if entity.sequence != TRANSACTIONS {
        return;
    }
    let old = before.map(|body| entity.behaviour.ties(body)).unwrap_or_default();
    let new = company.find(entity.name, id).map(|record| entity.behaviour.ties(&record.body));
    let gone = new.is_none();
    let new = new.unwrap_or_default();
    let dropped =
        old.into_keys().filter(|target| !new.contains_key(target)).map(|target| (target, Decimal::ZERO));
    let changes: Vec<_> = dropped.chain(new.clone()).collect();
    for ((name, target), amount) in changes {
        company.applied.set(&target, id, Applied { by: entity.name, amount });
        write_tied(company, name, &target, now);
        book_payers_again(company, name, &target);
    }
    if gone {
        release(company, entity, id, now);
    } else {
        trim(company, entity, id, now);
        book_payers_again(company, entity.name, id);
    }
}

/// What is settled leaves the books as it came in, payer by payer: with what it is worth, or what is put on it, each
/// books something else. In home currency nothing is rounded.
fn book_payers_again(company: &mut Company, name: &str, id: &Id) {
    if !company.settings.multi_currency {
        return;
    }
    let is_home = |body: &Object| body.target("CurrencyRef").is_none_or(|own| own == company.home_currency());
    if company.find(name, id).is_none_or(|record| is_home(&record.body)) {
        return;
    }
    let payers: Vec<_> = company.applied.on(id).map(|(payer, tie)| (tie.by, payer.clone())).collect();
    for (name, payer) in payers {
        let record = company.find(name, &payer).cloned();
        if let (Some(entity), Some(record)) = (by_name(name), record) {
            company.put(entity, record);
        }
    }
}

/// Writes what is put on a transaction, with a new `SyncToken`, if that changes anything.
fn write_tied(company: &mut Company, name: &str, id: &Id, now: Timestamp) {
    let Some((entity, record)) = by_name(name).and_then(|entity| Some((entity, company.find(name, id)?)))
    else {
        return;
    };
    let mut body = record.body.clone();
    entity.behaviour.tied(company, id, &mut body);
    if body != record.body {
        let next = record.next(body, now);
        company.put(entity, next);
        company.news.note(entity.name, id, ChangeKind::Updated, now);
    }
}

/// After a change: what others put on a transaction beyond its new amount becomes unapplied, newest first (fact
/// sheet 9.2, assumed).
fn trim(company: &mut Company, entity: &'static Entity, id: &Id, now: Timestamp) {
    for payer in PAYERS {
        trim_by(company, entity, id, payer, now);
    }
}

fn trim_by(company: &mut Company, entity: &'static Entity, id: &Id, payer: &'static str, now: Timestamp) {
    let stake = company.find(entity.name, id).and_then(|record| entity.behaviour.stake(&record.body, payer));
    let Some(mut excess) = stake.map(|stake| company.applied.sum_by(id, payer) - stake) else { return };
    if excess <= Decimal::ZERO {
        return;
    }
    let ties = company.applied.on(id).filter(|(_, tie)| tie.by == payer);
    let ties: Vec<(Id, Applied)> = ties.map(|(by, tie)| (by.clone(), tie)).collect();
    for (by, tie) in ties.into_iter().rev() {
        let taken = tie.amount.min(excess);
        excess -= taken;
        lower(company, (&by, tie.by), (entity, id), tie.amount - taken, now);
        if excess.is_zero() {
            break;
        }
    }
    // The transaction has just been written itself, so its `SyncToken` stays.
    let Some(mut record) = company.find(entity.name, id).cloned() else { return };
    entity.behaviour.tied(company, id, &mut record.body);
    company.put(entity, record);
}

/// After a deletion: what was put on the transaction stays with those who put it, unapplied.
fn release(company: &mut Company, entity: &'static Entity, id: &Id, now: Timestamp) {
    let ties: Vec<(Id, Applied)> = company.applied.on(id).map(|(by, tie)| (by.clone(), tie)).collect();
    for (by, tie) in ties {
        lower(company, (&by, tie.by), (entity, id), Decimal::ZERO, now);
    }
}

/// Leaves `amount` of what the lines of `by` put on `target`.
fn lower(
    company: &mut Company,
    by: (&Id, &'static str),
    target: (&'static Entity, &Id),
    amount: Decimal,
    now: Timestamp,
) {
    let (id, name) = by;
    company.applied.set(target.1, id, Applied { by: name, amount });
    let Some((entity, record)) = by_name(name).and_then(|entity| Some((entity, company.find(name, id)?)))
    else {
        return;
    };
    let mut next = record.next(record.body.clone(), now);
    let mut left = amount;
    let mut lines = Vec::new();
    for mut line in next.body.list("Line").iter().filter_map(Value::as_object).cloned() {
        if link_of(&line).is_some_and(|(entity, id)| entity.name == target.0.name && id == *target.1) {
            let kept = line.amount("Amount").min(left);
            left -= kept;
            if kept.is_zero() {
                continue;
            }
            line.put_money("Amount", kept);
        }
        lines.push(Value::Object(line));
    }
    next.body.put("Line", lines);
    entity.behaviour.lowered(&mut next.body);
    let left = entity.behaviour.ties(&next.body);
    let others = entity.behaviour.ties(&record.body).into_keys().filter(|(_, other)| other != target.1);
    let others: Vec<_> = others.collect();
    company.put(entity, next);
    company.news.note(entity.name, id, ChangeKind::Updated, now);
    book_payers_again(company, target.0.name, target.1);
    // A credit that covers less leaves less on what it was put on.
    for (kind, other) in others {
        let amount = left.get(&(kind, other.clone())).copied().unwrap_or_default();
        if company.applied.of(&other, id) != amount {
            company.applied.set(&other, id, Applied { by: name, amount });
            write_tied(company, kind, &other, now);
            book_payers_again(company, kind, &other);
        }
    }
}
