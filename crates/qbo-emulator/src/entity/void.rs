//! What voiding leaves of a transaction (fact sheet 2.7).

use super::sales::zero_subtotal;
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The mark that a voided transaction carries in its note; nothing else says so.
const MARK: &str = "Voided";

/// Between the mark and the note that was there (assumed).
const SEPARATOR: &str = " - ";

/// The object with all amounts and quantities zero, no links, and the mark in its note.
pub(super) fn zeroed(body: &Object) -> Object {
    let mut voided = body.clone();
    for amount in ["TotalAmt", "Balance"] {
        if voided.contains_key(amount) {
            voided.put_money(amount, Decimal::ZERO);
        }
    }
    if let Some(Value::Array(lines)) = voided.get_mut("Line") {
        for line in lines.iter_mut().filter_map(Value::as_object_mut) {
            zero_line(line);
        }
    }
    voided.put("LinkedTxn", json!([]));
    let note = match body.text("PrivateNote") {
        Some(note) if note == MARK || note.starts_with(&format!("{MARK}{SEPARATOR}")) => note.to_owned(),
        Some(note) => format!("{MARK}{SEPARATOR}{note}"),
        None => MARK.to_owned(),
    };
    voided.put("PrivateNote", note);
    voided
}

fn zero_line(line: &mut Object) {
    zero_subtotal(line);
    if line.contains_key("Amount") {
        line.put_money("Amount", Decimal::ZERO);
    }
    if let Some(Value::Object(detail)) = line.get_mut("SalesItemLineDetail") {
        for amount in ["Qty", "TaxInclusiveAmt"] {
            if detail.contains_key(amount) {
                detail.put_money(amount, Decimal::ZERO);
            }
        }
    }
}
