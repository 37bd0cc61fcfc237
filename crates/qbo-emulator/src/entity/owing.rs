//! Names on receivables and payables: an amount that is booked there moves what somebody owes or is owed (fact sheet
//! 6.4).

use super::{Debt, Work};
use crate::books::Id;
use crate::fault::Fault;
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::Value;

/// Kept beside the members that are shown: what the lines do to the balances of customers and vendors.
const OWING: &str = "Owing";

/// The row for an amount on an account, debits positive; none where the account is neither receivables nor payables.
/// `name` gives the `Customer` or `Vendor` who is named with it in the member `element`.
///
/// # Errors
/// 6000 where nobody is named, 2500 for somebody who is not there.
pub(super) fn owing(
    work: &Work<'_>,
    (account, amount): (Option<&str>, Decimal),
    name: impl FnOnce(&'static str) -> Option<String>,
    element: &'static str,
) -> Result<Option<Value>, Fault> {
    let account = account.and_then(|id| work.company.look_up("Account", id));
    let (whose, who, amount) = match account.and_then(|account| account.body.text("AccountType")) {
        Some("Accounts Receivable") => {
            ("Customer", "Accounts Receivable, you must choose a customer", amount)
        }
        Some("Accounts Payable") => ("Vendor", "Accounts Payable, you must choose a vendor", -amount),
        _ => return Ok(None),
    };
    let Some(id) = name(whose) else {
        return Err(Fault::business(&format!("When you use {who} in the Name field.")).element(element));
    };
    if work.company.look_up(whose, &id).is_none() {
        return Err(Fault::no_reference("Names", &id));
    }
    let mut row = Object::new();
    row.put("whose", whose);
    row.put("id", id);
    row.put_money("amount", amount);
    Ok(Some(Value::Object(row)))
}

/// Somebody in a reference that may say what kind it names, in any case.
pub(super) fn named(reference: Option<&Object>, whose: &str) -> Option<String> {
    let of_kind =
        reference.filter(|who| who.text("type").is_none_or(|kind| kind.eq_ignore_ascii_case(whose)));
    of_kind?.text("value").map(str::to_owned)
}

/// Keeps the rows, one for each customer and vendor. `applied` is what payments have put on the object.
pub(super) fn keep_owing(body: &mut Object, rows: &[Value], applied: Decimal) {
    body.remove(OWING);
    if !rows.is_empty() {
        body.put(OWING, by_party(rows));
        put_open(body, applied);
    }
}

/// Writes what is open of each row; only an object with one row can be settled.
pub(super) fn put_open(body: &mut Object, applied: Decimal) {
    let Some(Value::Array(rows)) = body.get_mut(OWING) else { return };
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        let amount = row.amount("amount");
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

/// The customer or vendor whose balance the lines move, if it is one alone.
pub(super) fn party<'a>(body: &'a Object, whose: &str) -> Option<&'a str> {
    only_row(body).filter(|row| row.text("whose") == Some(whose))?.text("id")
}

/// What the lines do to that one balance.
pub(super) fn amount_owing(body: &Object) -> Option<Decimal> {
    Some(only_row(body)?.amount("amount"))
}

/// Whether the lines lower what their customer owes, or what their vendor is owed.
pub(super) fn is_credit(body: &Object) -> bool {
    let first = body.list(OWING).first().and_then(Value::as_object);
    first.is_some_and(|row| row.amount("amount") < Decimal::ZERO)
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

fn only_row(body: &Object) -> Option<&Object> {
    match body.list(OWING) {
        [row] => row.as_object(),
        _ => None,
    }
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
