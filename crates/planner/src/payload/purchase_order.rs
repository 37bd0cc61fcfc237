//! Purchase orders (fact sheet 10.2).

use super::address::{address, free_text};
use super::currency::{currency, rate};
use super::line::factors;
use super::{describe, json, tax};
use crate::settings::Side;
use crate::{Known, PurchaseOrderFacts, Settings};
use domain::Money;
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
    settings: &Settings,
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
        line: Some(lines(facts, known, settings, ids.generic_item)?),
        txn_tax_detail: tax::total(&facts.totals, document.currency, known).filter(|_| !known.is_in_the_us()),
        global_tax_calculation: tax::calculation(known),
        currency_ref: currency(document, known),
        exchange_rate: rate(document, known),
        ..PurchaseOrder::default()
    }))
}

/// Every line of the order. A purchase form has no place for a discount of the whole (fact sheet 9.3), nor for tax in the
/// United States (11.3): each is a line of its own, so that the total is ours.
pub(super) fn lines(
    facts: &PurchaseOrderFacts,
    known: &Known,
    settings: &Settings,
    generic_item: &str,
) -> Result<Vec<Line>, OutOfRange> {
    let (document, totals) = (&facts.document, &facts.totals);
    let currency = document.currency;
    let bought = |quantity: Option<Decimal>, unit_price: Option<Decimal>, code: Option<Reference>| {
        ItemBasedExpenseLineDetail {
            item_ref: Some(Reference::to(generic_item)),
            qty: quantity,
            unit_price,
            tax_code_ref: code,
        }
    };
    let mut lines = Vec::with_capacity(document.lines.len() + 2);
    let mut by_code: Vec<(Option<Reference>, Money)> = Vec::new();
    for (line, about) in document.lines.iter().zip(&facts.lines) {
        if matches!(line.kind, LineKind::Discount(_)) {
            continue;
        }
        let (quantity, price) = factors(line, currency)?.unzip();
        let net = line.net(currency)?;
        let code = tax::code(line, Side::Purchase, known, settings);
        match by_code.iter_mut().find(|(other, _)| *other == code) {
            Some((_, sum)) => *sum = *sum + net,
            None => by_code.push((code.clone(), net)),
        }
        let description = Some(describe(line, about));
        let detail = bought(quantity, price, code);
        lines.push(Line { description, ..Line::bought_item(net.to_decimal(currency), detail) });
    }
    let discounts = spread(totals.discount, by_code, facts)?;
    let tax = (tax::untaxed(known), if known.is_in_the_us() { totals.tax() } else { Money::ZERO });
    let discounts = discounts.into_iter().map(|(code, amount)| ("Discount", code, -amount));
    for (what, code, amount) in discounts.chain([("Tax", tax.0, tax.1)]) {
        if !amount.is_zero() {
            let line = Line::bought_item(amount.to_decimal(currency), bought(None, None, code));
            lines.push(Line { description: Some(what.to_owned()), ..line });
        }
    }
    Ok(lines)
}

/// What of `discount` is on the lines of each tax code, in proportion to what they come to; the last takes the rest.
fn spread(
    discount: Money,
    by_code: Vec<(Option<Reference>, Money)>,
    facts: &PurchaseOrderFacts,
) -> Result<Vec<(Option<Reference>, Money)>, OutOfRange> {
    let currency = facts.document.currency;
    let whole = facts.totals.lines.to_decimal(currency);
    let (mut left, count) = (discount, by_code.len());
    let mut shares = Vec::with_capacity(count);
    for (place, (code, sum)) in by_code.into_iter().enumerate() {
        let part = discount.to_decimal(currency) * sum.to_decimal(currency);
        let share = match part.checked_div(whole) {
            Some(exact) if place + 1 < count => Money::rounded(exact, currency)?,
            _ if place + 1 < count => Money::ZERO,
            _ => left,
        };
        left = left - share;
        shares.push((code, share));
    }
    Ok(shares)
}
