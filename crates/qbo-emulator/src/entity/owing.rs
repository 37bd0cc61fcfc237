//! Names on receivables and payables: an amount that is booked there moves what somebody owes or is owed (fact sheet
//! 6.4).

use super::currency::check_owing;
use super::{Debt, Work};
use crate::books::{Company, Id};
use crate::fault::Fault;
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::Value;

/// Kept beside the members that are shown: what the lines do to the balances of customers and vendors.
const OWING: &str = "Owing";

/// The row for an amount that a transaction, `body`, books to an account, debits positive; none where the account is
/// neither receivables nor payables. `name` gives the `Customer` or `Vendor` who is named with it in the member
/// `element`.
///
/// # Errors
/// 6000 where nobody is named, or where account, name and transaction differ in currency; 2500 for somebody who is not
/// there.
pub(super) fn owing(
    work: &Work<'_>,
    body: &Object,
    (account, amount): (Option<&str>, Decimal),
    name: impl FnOnce(&'static str) -> Option<String>,
    element: &'static str,
) -> Result<Option<Value>, Fault> {
    let account = account.and_then(|id| work.company.look_up("Account", id));
    let Some(account) = account else { return Ok(None) };
    let (whose, who, amount) = match whose_account(&account.body) {
        Some("Customer") => ("Customer", "Accounts Receivable, you must choose a customer", amount),
        Some(_) => ("Vendor", "Accounts Payable, you must choose a vendor", -amount),
        None => return Ok(None),
    };
    let Some(id) = name(whose) else {
        return Err(Fault::business(&format!("When you use {who} in the Name field.")).element(element));
    };
    let named = work.company.look_up(whose, &id).ok_or_else(|| Fault::no_reference("Names", &id))?;
    check_owing(work.company, body, &account.body, (whose, &named.body))?;
    let mut row = Object::new();
    row.put("whose", whose);
    row.put("id", id);
    row.put_money("amount", amount);
    Ok(Some(Value::Object(row)))
}

/// Whose balances an account sums up: `Customer` for receivables, `Vendor` for payables.
pub(crate) fn whose_account(account: &Object) -> Option<&'static str> {
    match account.text("AccountType")? {
        "Accounts Receivable" => Some("Customer"),
        "Accounts Payable" => Some("Vendor"),
        _ => None,
    }
}

/// Somebody in a reference that may say what kind it names, in any case.
pub(super) fn named(reference: Option<&Object>, whose: &str) -> Option<String> {
    let of_kind =
        reference.filter(|who| who.text("type").is_none_or(|kind| kind.eq_ignore_ascii_case(whose)));
    of_kind?.text("value").map(str::to_owned)
}

/// Keeps the rows, one for each customer and vendor. Payments have been put on the object if it is `stored`.
pub(super) fn keep_owing(body: &mut Object, rows: &[Value], company: &Company, stored: Option<&Id>) {
    body.remove(OWING);
    if !rows.is_empty() {
        body.put(OWING, by_party(rows));
        put_open(body, company, stored);
    }
}

/// Writes what is open of each row. Customers settle theirs by payments and vendors theirs by bill payments, so an
/// object with one row of each can be settled by both.
pub(super) fn put_open(body: &mut Object, company: &Company, stored: Option<&Id>) {
    let Some(Value::Array(rows)) = body.get_mut(OWING) else { return };
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        let amount = row.amount("amount");
        let payer = payer_of(row.text("whose").unwrap_or_default());
        let applied = stored.map(|id| company.applied.sum_by(id, payer)).unwrap_or_default();
        let settled = if amount < Decimal::ZERO { -applied } else { applied };
        row.put_money("open", amount - settled);
    }
}

/// What the rows add to the balances of customers and vendors.
pub(super) fn debts(body: &Object) -> Vec<Debt> {
    let rows = body.list(OWING).iter().filter_map(Value::as_object);
    rows.filter_map(|row| {
        let whose = if row.text("whose")? == "Vendor" { "Vendor" } else { "Customer" };
        Some(Debt { whose, id: Id::parse(row.text("id")?), amount: row.amount("open") })
    })
    .collect()
}

/// What the lines come to for each customer, or each vendor, on whose balances they are booked.
pub(super) fn amounts_owing(body: &Object, whose: &str) -> impl Iterator<Item = Decimal> {
    let rows = body.list(OWING).iter().filter_map(Value::as_object);
    rows.filter(move |row| row.text("whose") == Some(whose)).map(|row| row.amount("amount"))
}

/// The transaction with which a customer, or a vendor, is settled with.
pub(crate) fn payer_of(whose: &str) -> &'static str {
    if whose == "Vendor" { "BillPayment" } else { "Payment" }
}

/// The customer or vendor whose balance the lines move, if it is the only one of the kind.
pub(crate) fn party<'a>(body: &'a Object, whose: &str) -> Option<&'a str> {
    only_row(body, |kind| kind == whose)?.text("id")
}

/// How much of the one balance that a payer settles the lines move; below zero where they lower it.
pub(super) fn amount_owing(body: &Object, payer: &str) -> Option<Decimal> {
    Some(only_row(body, |kind| payer_of(kind) == payer)?.amount("amount"))
}

/// Whether the lines lower what is owed by the one customer, or to the one vendor, whom a payer settles with.
pub(super) fn is_credit(body: &Object, payer: &str) -> bool {
    amount_owing(body, payer).is_some_and(|amount| amount < Decimal::ZERO)
}

/// Hands the rows of a customer or vendor over to another.
pub(crate) fn hand_over(body: &mut Object, from: &str, into: &str) {
    let mut rows = body.list(OWING).to_vec();
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        if row.text("id") == Some(from) {
            row.put("id", into);
        }
    }
    if !rows.is_empty() {
        body.put(OWING, by_party(&rows));
    }
}

/// Takes the rows out of a reply.
pub(super) fn hide_owing(shown: &mut Object) {
    shown.remove(OWING);
}

fn only_row(body: &Object, is_meant: impl Fn(&str) -> bool) -> Option<&Object> {
    let rows = body.list(OWING).iter().filter_map(Value::as_object);
    let mut meant = rows.filter(|row| row.text("whose").is_some_and(&is_meant));
    meant.next().filter(|_| meant.next().is_none())
}

fn by_party(rows: &[Value]) -> Vec<Value> {
    let mut summed: Vec<Object> = Vec::new();
    for row in rows.iter().filter_map(Value::as_object) {
        let same = |other: &&mut Object| {
            other.text("whose") == row.text("whose") && other.text("id") == row.text("id")
        };
        match summed.iter_mut().find(same) {
            Some(sum) => {
                for member in ["amount", "open"] {
                    let amount = sum.amount(member) + row.amount(member);
                    sum.put_money(member, amount);
                }
            }
            None => summed.push(row.clone()),
        }
    }
    summed.into_iter().map(Value::Object).collect()
}
