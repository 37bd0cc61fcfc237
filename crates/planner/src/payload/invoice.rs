//! Invoices (fact sheet 9.2).

use super::address::{address, free_text};
use super::currency::{currency, rate};
use super::{json, line, tax};
use crate::{InvoiceFacts, Known, Settings};
use domain::company::DiscountOrder;
use domain::money::OutOfRange;
use quickbooks::model::{Invoice, Reference};
use serde_json::Value;

/// Ids of what an invoice refers to.
#[derive(Debug, Clone, Copy)]
pub struct RemoteIds<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The generic item.
    pub generic_item: &'a str,
}

/// The invoice with its lines, discount and total tax.
///
/// # Errors
/// An amount has more than 15 digits.
pub fn invoice(
    facts: &InvoiceFacts,
    known: &Known,
    settings: &Settings,
    ids: RemoteIds<'_>,
) -> Result<Value, OutOfRange> {
    let document = &facts.document;
    let shipping = match document.shipping_address.as_str() {
        "" => address(&facts.contact.details.shipping),
        text => free_text(text),
    };
    let (lines, discount) = line::lines(facts, known, settings, ids.generic_item)?;
    let taxed_reduced = facts.totals.discount.is_zero() || facts.discount_order == DiscountOrder::BeforeTax;
    Ok(json(&Invoice {
        customer_ref: Some(Reference::to(ids.customer)),
        // While QuickBooks numbers for itself, a number of ours is not used (fact sheet 9.6).
        doc_number: known.custom_numbers.then(|| document.number.to_string()),
        txn_date: Some(document.issue_date),
        bill_addr: Some(address(&facts.contact.details.billing)),
        ship_addr: Some(shipping),
        line: Some(lines),
        txn_tax_detail: tax::total(&facts.totals, document.currency, known),
        global_tax_calculation: tax::calculation(known),
        apply_tax_after_discount: (known.is_in_the_us() && !discount.is_zero()).then_some(taxed_reduced),
        currency_ref: currency(document, known),
        exchange_rate: rate(document, known),
        ..Invoice::default()
    }))
}
