//! Payments (fact sheet 9.7).

use super::json;
use crate::PaymentFacts;
use quickbooks::model::{Line, Payment, Reference};
use serde_json::Value;

/// Characters of a payment's reference in QuickBooks; the rest is in the private note.
pub const MAX_REFERENCE: usize = 21;

/// The payment, applied in full to its invoice. Without an account it goes to Undeposited Funds.
pub fn payment(facts: &PaymentFacts, customer: &str, invoice: &str) -> Value {
    let transaction = &facts.transaction;
    let amount = transaction.amount.to_decimal(facts.invoice.currency);
    let reference: String = transaction.reference.chars().take(MAX_REFERENCE).collect();
    let cut = reference.len() < transaction.reference.len();
    json(&Payment {
        customer_ref: Some(Reference::to(customer)),
        total_amt: Some(amount),
        txn_date: Some(transaction.date),
        payment_ref_num: Some(reference),
        private_note: Some(if cut { transaction.reference.clone() } else { String::new() }),
        line: Some(vec![Line::pays_invoice(invoice, amount)]),
        ..Payment::default()
    })
}
