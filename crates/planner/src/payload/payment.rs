//! Payments (fact sheet 9.7).

use super::currency;
use super::json;
use crate::settings::PaymentRule;
use crate::{Known, PaymentFacts, Settings};
use quickbooks::model::{Line, Payment, Reference};
use serde_json::Value;

/// Characters of a payment's reference in QuickBooks; the rest is in the private note.
pub const MAX_REFERENCE: usize = 21;

/// Ids of what a payment refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentIds<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The invoice.
    pub invoice: &'a str,
    /// The refunds that take from it, in their order.
    pub refunds: Vec<&'a str>,
}

/// The payment, put on what refunds take from it and on its invoice. Method and account
/// follow from its reference; without an account it goes to Undeposited Funds.
pub fn payment(facts: &PaymentFacts, known: &Known, settings: &Settings, ids: PaymentIds<'_>) -> Value {
    let transaction = &facts.transaction;
    let rule = PaymentRule::of(&settings.payment_methods, &transaction.reference);
    let account = PaymentRule::account(rule, settings);
    let currency = facts.invoice.currency;
    let reference: String = transaction.reference.chars().take(MAX_REFERENCE).collect();
    let cut = reference.len() < transaction.reference.len();
    let mut lines = Vec::with_capacity(1 + ids.refunds.len());
    if !facts.applied().is_zero() {
        lines.push(Line::pays_invoice(ids.invoice, facts.applied().to_decimal(currency)));
    }
    for (share, refund) in facts.refunded.iter().zip(ids.refunds) {
        lines.push(Line::pays_expense(refund, share.amount.to_decimal(currency)));
    }
    json(&Payment {
        customer_ref: Some(Reference::to(ids.customer)),
        total_amt: Some(transaction.amount.to_decimal(currency)),
        txn_date: Some(transaction.date),
        payment_ref_num: Some(reference),
        payment_method_ref: rule.and_then(|rule| rule.payment_method.as_ref()).map(Reference::to),
        deposit_to_account_ref: account.map(Reference::to),
        private_note: Some(if cut { transaction.reference.clone() } else { String::new() }),
        line: Some(lines),
        currency_ref: currency::currency(&facts.invoice, known),
        exchange_rate: currency::rate(&facts.invoice, known),
        ..Payment::default()
    })
}
