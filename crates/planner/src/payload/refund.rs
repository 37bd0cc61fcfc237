//! Money given back (fact sheet 12.3).

use super::currency::{currency, rate};
use super::payment::MAX_REFERENCE;
use super::{json, tax};
use crate::{Known, RefundFacts, Settings};
use quickbooks::model::{
    AccountBasedExpenseLineDetail, Line, PartyReference, Purchase, Reference, RefundReceipt,
    SalesItemLineDetail, TxnTaxDetail,
};
use rust_decimal::Decimal;
use serde_json::Value;

/// How it leaves the bank account; the service shows it as an expense (fact sheet 10.5).
const PAID_OUT: &str = "Cash";

/// Ids of what a refund receipt refers to.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptIds<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The generic item.
    pub generic_item: &'a str,
}

/// Way D: paid from the bank to the customer, against what customers owe.
pub fn purchase(facts: &RefundFacts, known: &Known, settings: &Settings, customer: &str) -> Value {
    let receivable = AccountBasedExpenseLineDetail {
        account_ref: known.receivable_account(settings, facts.invoice.currency).map(Reference::to),
        customer_ref: Some(Reference::to(customer)),
    };
    json(&Purchase {
        payment_type: Some(PAID_OUT.to_owned()),
        account_ref: settings.bank_account.as_ref().map(Reference::to),
        entity_ref: Some(PartyReference::customer(customer)),
        txn_date: Some(facts.transaction.date),
        private_note: Some(note(facts)),
        line: Some(vec![Line {
            description: Some(what(facts)),
            ..Line::on_account(amount(facts), receivable)
        }]),
        global_tax_calculation: tax::not_taxed(known),
        currency_ref: currency(&facts.invoice, known),
        exchange_rate: rate(&facts.invoice, known),
        ..Purchase::default()
    })
}

/// Way F: a sale turned round, without tax, since nobody knows which goods came back.
pub fn refund_receipt(facts: &RefundFacts, known: &Known, settings: &Settings, ids: ReceiptIds<'_>) -> Value {
    let returned = SalesItemLineDetail {
        item_ref: Some(Reference::to(ids.generic_item)),
        qty: Some(Decimal::ONE),
        unit_price: Some(amount(facts)),
        tax_code_ref: tax::untaxed(known),
    };
    json(&RefundReceipt {
        customer_ref: Some(Reference::to(ids.customer)),
        deposit_to_account_ref: settings.bank_account.as_ref().map(Reference::to),
        txn_date: Some(facts.transaction.date),
        payment_ref_num: Some(facts.transaction.reference.chars().take(MAX_REFERENCE).collect()),
        private_note: Some(note(facts)),
        line: Some(vec![Line {
            description: Some(what(facts)),
            ..Line::sales_item(amount(facts), returned)
        }]),
        txn_tax_detail: known
            .is_in_the_us()
            .then(|| TxnTaxDetail { total_tax: Some(Decimal::ZERO), ..TxnTaxDetail::default() }),
        global_tax_calculation: tax::not_taxed(known),
        currency_ref: currency(&facts.invoice, known),
        exchange_rate: rate(&facts.invoice, known),
        ..RefundReceipt::default()
    })
}

fn amount(facts: &RefundFacts) -> Decimal {
    (-facts.transaction.amount).to_decimal(facts.invoice.currency)
}

fn what(facts: &RefundFacts) -> String {
    format!("Refund on invoice {}", facts.invoice.number)
}

/// What it is, and the whole reference.
fn note(facts: &RefundFacts) -> String {
    match facts.transaction.reference.as_str() {
        "" => what(facts),
        reference => format!("{}: {reference}", what(facts)),
    }
}
