//! Payments (fact sheet 9.7).

use super::currency;
use super::json;
use crate::settings::PaymentRule;
use crate::{Known, PaymentFacts, Settings};
use domain::Money;
use quickbooks::model::{Line, Payment, Reference};
use serde_json::Value;

/// Characters of a payment's reference in QuickBooks; the rest is in the private note.
pub const MAX_REFERENCE: usize = 21;

/// What a payment refers to, and how much of it is put on what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentIds<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The invoice, and what is put on it.
    pub invoice: (&'a str, Money),
    /// The refunds that take from it, in their order, and what each takes.
    pub refunds: Vec<(&'a str, Money)>,
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
    let (invoice, applied) = ids.invoice;
    if !applied.is_zero() {
        lines.push(Line::pays_invoice(invoice, applied.to_decimal(currency)));
    }
    for (refund, amount) in ids.refunds {
        lines.push(Line::pays_expense(refund, amount.to_decimal(currency)));
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
