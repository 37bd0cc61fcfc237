//! Bills (fact sheet 10.3).

use super::currency::{currency, rate};
use super::purchase_order::{OrderIds, lines};
use super::{json, tax};
use crate::{Known, PurchaseOrderFacts, Settings};
use domain::money::OutOfRange;
use quickbooks::model::{Bill, Line, LinkedTxn, Reference};
use serde_json::Value;

/// Ids of what a bill refers to.
#[derive(Debug, Clone, Copy)]
pub struct BillIds<'a> {
    /// What its order refers to.
    pub of: OrderIds<'a>,
    /// The order.
    pub order: &'a str,
    /// The lines of the order.
    pub lines: &'a [String],
}

/// The bill with every line of the order, each tied to its own. Its date is the order's; the supplier's number, which nobody
/// knows yet, is left out.
///
/// # Errors
/// An amount has more than 15 digits.
pub fn bill(
    facts: &PurchaseOrderFacts,
    known: &Known,
    settings: &Settings,
    ids: BillIds<'_>,
) -> Result<Value, OutOfRange> {
    let lines = lines(facts, known, settings, ids.of.generic_item)?;
    // Somebody who has changed the lines there has changed their number, as a rule; the bill is then tied as a whole.
    let are_known = ids.lines.len() == lines.len();
    let tied = |(place, line): (usize, Line)| match ids.lines.get(place).filter(|_| are_known) {
        Some(id) => Line { linked_txn: Some(vec![LinkedTxn::order(ids.order, Some(id))]), ..line },
        None => line,
    };
    Ok(json(&Bill {
        vendor_ref: Some(Reference::to(ids.of.vendor)),
        txn_date: Some(facts.document.issue_date),
        private_note: Some(facts.document.title()),
        line: Some(lines.into_iter().enumerate().map(tied).collect()),
        linked_txn: Some(vec![LinkedTxn::order(ids.order, None)]),
        txn_tax_detail: tax::total(&facts.totals, facts.document.currency, known)
            .filter(|_| !known.is_in_the_us()),
        global_tax_calculation: tax::calculation(known),
        currency_ref: currency(&facts.document, known),
        exchange_rate: rate(&facts.document, known),
        ..Bill::default()
    }))
}
