//! Invoices (fact sheet 9.2).

use super::address::{address, free_text};
use super::{json, line};
use crate::{InvoiceFacts, Known};
use domain::company::DiscountOrder;
use domain::money::OutOfRange;
use quickbooks::model::{Invoice, Reference, TxnTaxDetail};
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
pub fn invoice(facts: &InvoiceFacts, known: &Known, ids: RemoteIds<'_>) -> Result<Value, OutOfRange> {
    let document = &facts.document;
    let shipping = match document.shipping_address.as_str() {
        "" => address(&facts.contact.details.shipping),
        text => free_text(text),
    };
    let discounted = !facts.totals.discount.is_zero();
    Ok(json(&Invoice {
        customer_ref: Some(Reference::to(ids.customer)),
        // While QuickBooks numbers for itself, a number of ours is not used (fact sheet 9.6).
        doc_number: known.custom_numbers.then(|| document.number.to_string()),
        txn_date: Some(document.issue_date),
        bill_addr: Some(address(&facts.contact.details.billing)),
        ship_addr: Some(shipping),
        line: Some(line::lines(facts, ids.generic_item)?),
        txn_tax_detail: known.sales_tax.then(|| TxnTaxDetail {
            total_tax: Some(facts.totals.tax().to_decimal(document.currency)),
            ..TxnTaxDetail::default()
        }),
        apply_tax_after_discount: discounted.then_some(facts.discount_order == DiscountOrder::BeforeTax),
        ..Invoice::default()
    }))
}
