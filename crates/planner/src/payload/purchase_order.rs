//! Purchase orders (fact sheet 10.2).

use super::address::{address, free_text};
use super::line::{UNTAXED, factors};
use super::{describe, json};
use crate::{Known, PurchaseOrderFacts};
use domain::document::LineKind;
use domain::money::OutOfRange;
use quickbooks::model::{ItemBasedExpenseLineDetail, Line, PurchaseOrder, PurchaseOrderStatus, Reference};
use rust_decimal::Decimal;
use serde_json::Value;

/// Ids of what a purchase order refers to.
#[derive(Debug, Clone, Copy)]
pub struct OrderIds<'a> {
    /// The vendor.
    pub vendor: &'a str,
    /// The generic item.
    pub generic_item: &'a str,
}

/// The order with its lines, closed once it is received in full. Where nothing is known of the vendor's address, or of the
/// one that the goods go to, QuickBooks fills in the vendor's and the company's own.
///
/// # Errors
/// An amount has more than 15 digits.
pub fn purchase_order(
    facts: &PurchaseOrderFacts,
    known: &Known,
    ids: OrderIds<'_>,
) -> Result<Value, OutOfRange> {
    let document = &facts.document;
    let shipping = Some(document.shipping_address.as_str()).filter(|text| !text.is_empty());
    let status = match document.is_received_in_full() {
        true => PurchaseOrderStatus::Closed,
        false => PurchaseOrderStatus::Open,
    };
    Ok(json(&PurchaseOrder {
        vendor_ref: Some(Reference::to(ids.vendor)),
        // While QuickBooks numbers for itself, a number of ours is not used (fact sheet 9.6).
        doc_number: known.custom_purchase_order_numbers.then(|| document.number.to_string()),
        txn_date: Some(document.issue_date),
        po_status: Some(status),
        memo: Some(document.name.clone()),
        vendor_addr: Some(&facts.contact.details.billing).filter(|known| !known.is_empty()).map(address),
        ship_addr: shipping.map(free_text),
        line: Some(lines(facts, ids.generic_item)?),
        ..PurchaseOrder::default()
    }))
}

/// Every line of the order. A purchase form has no place for a discount of the whole (fact sheet 9.3), nor for tax in the
/// United States (11.3): each is a line of its own, so that the total is ours.
fn lines(facts: &PurchaseOrderFacts, generic_item: &str) -> Result<Vec<Line>, OutOfRange> {
    let (document, totals) = (&facts.document, &facts.totals);
    let currency = document.currency;
    let bought = |quantity: Option<Decimal>, unit_price: Option<Decimal>| ItemBasedExpenseLineDetail {
        item_ref: Some(Reference::to(generic_item)),
        qty: quantity,
        unit_price,
        tax_code_ref: Some(Reference::to(UNTAXED)),
    };
    let mut lines = Vec::with_capacity(document.lines.len() + 2);
    for (line, about) in document.lines.iter().zip(&facts.lines) {
        if matches!(line.kind, LineKind::Discount(_)) {
            continue;
        }
        let (quantity, price) = factors(line, currency)?.unzip();
        let amount = line.net(currency)?.to_decimal(currency);
        let description = Some(describe(line, about));
        lines.push(Line { description, ..Line::bought_item(amount, bought(quantity, price)) });
    }
    for (what, amount) in [("Discount", -totals.discount), ("Tax", totals.tax())] {
        if !amount.is_zero() {
            let line = Line::bought_item(amount.to_decimal(currency), bought(None, None));
            lines.push(Line { description: Some(what.to_owned()), ..line });
        }
    }
    Ok(lines)
}
