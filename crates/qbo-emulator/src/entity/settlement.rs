//! Payments and invoices: who has paid what, on both sides (fact sheet 12).
//!
//! [`crate::books::Applications`] is the truth; `Balance` and `LinkedTxn` of an invoice and the lines of a
//! payment are written from it here, and every record that changes thereby gets a new `SyncToken`.

use super::{INVOICE, PAYMENT};
use crate::books::{Company, Id};
use crate::wire::{Members, Object};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The invoices that the lines of a payment pay, and how much of each.
pub(super) fn charges(payment: &Object) -> BTreeMap<Id, Decimal> {
    let mut charges = BTreeMap::new();
    for line in payment.list("Line").iter().filter_map(Value::as_object) {
        if let Some(invoice) = linked_invoice(line) {
            *charges.entry(invoice).or_default() += line.amount("Amount");
        }
    }
    charges
}

/// The invoice that a payment line is linked to.
pub(super) fn linked_invoice(line: &Object) -> Option<Id> {
    let link = line.list("LinkedTxn").first()?.as_object()?;
    (link.text("TxnType") == Some(INVOICE.name)).then(|| link.text("TxnId").map(Id::parse))?
}

/// Carries a payment's lines over to the invoices. Only invoices whose amount changes are written.
pub(super) fn apply_payment(company: &mut Company, payment: &Id, before: Option<&Object>, now: Timestamp) {
    let old = before.map(charges).unwrap_or_default();
    let new = company.find(PAYMENT.name, payment).map(|record| charges(&record.body)).unwrap_or_default();
    for invoice in old.keys().filter(|invoice| !new.contains_key(*invoice)) {
        company.applied.set(invoice, payment, Decimal::ZERO);
        write_invoice(company, invoice, now);
    }
    for (invoice, amount) in &new {
        if old.get(invoice) != Some(amount) {
            company.applied.set(invoice, payment, *amount);
            write_invoice(company, invoice, now);
        }
    }
}

/// After an invoice was changed: what its payments put on it beyond its new total becomes unapplied, newest
/// payment first (fact sheet 9.2, assumed).
pub(super) fn trim_invoice(company: &mut Company, invoice: &Id, now: Timestamp) {
    let Some(body) = company.find(INVOICE.name, invoice).map(|record| &record.body) else { return };
    let mut excess = company.applied.sum(invoice) - (body.amount("TotalAmt") - body.amount("Deposit"));
    if excess <= Decimal::ZERO {
        return;
    }
    let payments: Vec<(Id, Decimal)> =
        company.applied.on(invoice).map(|(id, amount)| (id.clone(), amount)).collect();
    for (payment, amount) in payments.into_iter().rev() {
        let taken = amount.min(excess);
        excess -= taken;
        company.applied.set(invoice, &payment, amount - taken);
        reduce_payment(company, &payment, invoice, amount - taken, now);
        if excess.is_zero() {
            break;
        }
    }
    link_invoice(company, invoice);
}

/// After an invoice was deleted: its payments keep their money, unapplied.
pub(super) fn release_invoice(company: &mut Company, invoice: &Id, now: Timestamp) {
    let payments: Vec<Id> = company.applied.on(invoice).map(|(id, _)| id.clone()).collect();
    for payment in payments {
        company.applied.set(invoice, &payment, Decimal::ZERO);
        reduce_payment(company, &payment, invoice, Decimal::ZERO, now);
    }
}

/// Writes an invoice's balance and links, with a new `SyncToken`.
fn write_invoice(company: &mut Company, invoice: &Id, now: Timestamp) {
    let Some(record) = company.find(INVOICE.name, invoice) else { return };
    let mut next = record.next(record.body.clone(), now);
    set_links(company, invoice, &mut next.body);
    company.put(&INVOICE, next);
}

/// Writes the links of an invoice that has just been written itself.
fn link_invoice(company: &mut Company, invoice: &Id) {
    let Some(record) = company.find(INVOICE.name, invoice) else { return };
    let mut record = record.clone();
    set_links(company, invoice, &mut record.body);
    company.put(&INVOICE, record);
}

fn set_links(company: &Company, invoice: &Id, body: &mut Object) {
    let paid = company.applied.sum(invoice);
    let links: Vec<Value> = company
        .applied
        .on(invoice)
        .map(|(payment, _)| json!({"TxnId": payment.to_string(), "TxnType": PAYMENT.name}))
        .collect();
    body.put("LinkedTxn", links);
    body.put_money("Balance", body.amount("TotalAmt") - body.amount("Deposit") - paid);
}

/// Leaves `amount` of a payment's lines on an invoice; the rest becomes unapplied.
fn reduce_payment(company: &mut Company, payment: &Id, invoice: &Id, amount: Decimal, now: Timestamp) {
    let Some(record) = company.find(PAYMENT.name, payment) else { return };
    let mut next = record.next(record.body.clone(), now);
    let mut left = amount;
    let mut lines = Vec::new();
    for mut line in next.body.list("Line").iter().filter_map(Value::as_object).cloned() {
        if linked_invoice(&line).as_ref() == Some(invoice) {
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
    let unapplied = next.body.amount("TotalAmt") - charges(&next.body).values().sum::<Decimal>();
    next.body.put_money("UnappliedAmt", unapplied);
    company.put(&PAYMENT, next);
}
