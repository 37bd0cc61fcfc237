//! Credit that the service puts on a new invoice by itself (fact sheet 12.2).

use super::Desk;
use super::own::{amend, make};
use crate::books::{Company, Id, Record};
use crate::entity::by_name;
use crate::fault::Fault;
use crate::wire::{Members, Object, money, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The note of the payment that links them (observed).
const NOTE: &str = "Created by QB Online to link credits to charges.";

/// Puts what is open of the customer's credit memos, then of his payments, on an invoice, the oldest first.
///
/// # Errors
/// The fault of the payment that links them.
pub(super) fn apply_credit(desk: &mut Desk<'_>, invoice: &Id) -> Result<(), Fault> {
    let Some(record) = desk.company.find("Invoice", invoice).cloned() else { return Ok(()) };
    let Some(customer) = record.body.target("CustomerRef").map(str::to_owned) else { return Ok(()) };
    let mut left = record.body.amount("Balance");
    let mut lines = Vec::new();
    for (memo, amount) in open(desk.company, "CreditMemo", "Balance", &customer, &mut left) {
        lines.push(line(amount, "CreditMemo", &memo.id));
    }
    let linked = record.body.amount("Balance") - left;
    if !linked.is_zero() {
        lines.insert(0, line(linked, "Invoice", invoice));
        let mut body = json!({
            "CustomerRef": reference(&customer),
            "TotalAmt": 0,
            "TxnDate": record.body.text("TxnDate"),
            "PrivateNote": NOTE,
            "Line": lines,
        });
        if let Some(currency) = record.body.get("CurrencyRef") {
            body["CurrencyRef"] = currency.clone();
        }
        make(desk, "Payment", body)?;
    }
    for (payment, amount) in open(desk.company, "Payment", "UnappliedAmt", &customer, &mut left) {
        let mut lines = payment.body.list("Line").to_vec();
        lines.push(line(amount, "Invoice", invoice));
        let mut set = Object::new();
        set.put("Line", lines);
        // One that has been deposited stays as it is.
        if let Some(entity) = by_name("Payment") {
            let _ = amend(desk, entity, &payment, set);
        }
    }
    Ok(())
}

/// The customer's credits of one kind and how much of each goes into what is `left`, which shrinks.
fn open(
    company: &Company,
    kind: &str,
    member: &str,
    customer: &str,
    left: &mut Decimal,
) -> Vec<(Record, Decimal)> {
    let mut taken = Vec::new();
    for record in company.table(kind).into_iter().flat_map(|table| table.scan()) {
        let is_own = || {
            let whose = record.body.member("CustomerRef");
            whose.is_some_and(|whose| whose.get("value").and_then(Value::as_str) == Some(customer))
        };
        if left.is_zero() || !is_own() {
            continue;
        }
        let amount = record.body.amount(member).min(*left);
        if amount > Decimal::ZERO {
            *left -= amount;
            taken.push((record.clone(), amount));
        }
    }
    taken
}

fn line(amount: Decimal, kind: &str, id: &Id) -> Value {
    json!({"Amount": money(amount), "LinkedTxn": [{"TxnId": id.to_string(), "TxnType": kind}]})
}
