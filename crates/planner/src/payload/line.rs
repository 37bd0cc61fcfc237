//! The lines of an invoice (fact sheet 9.1, 9.3).

use super::describe;
use crate::InvoiceFacts;
use domain::document::{Discount, Line as Ours, LineKind};
use domain::money::OutOfRange;
use domain::{Currency, Money, Percent};
use quickbooks::model::{Line, Reference, SalesItemLineDetail};
use rust_decimal::Decimal;

/// Decimals of a unit price that QuickBooks keeps (assumed).
const PRICE_DECIMALS: u32 = 7;
/// The code of a line that is taxed in the US (fact sheet 11.3).
const TAXED: &str = "TAX";
/// The code of a line that is not.
pub(super) const UNTAXED: &str = "NON";

/// Every line of the invoice, the whole discounts last and as one.
pub(super) fn lines(facts: &InvoiceFacts, generic_item: &str) -> Result<Vec<Line>, OutOfRange> {
    let document = &facts.document;
    let mut lines = Vec::with_capacity(document.lines.len());
    for (line, about) in document.lines.iter().zip(&facts.lines) {
        if matches!(line.kind, LineKind::Discount(_)) {
            continue;
        }
        let detail = detail(line, document.currency, generic_item)?;
        let amount = line.net(document.currency)?.to_decimal(document.currency);
        let description = Some(describe(line, about));
        lines.push(Line { description, ..Line::sales_item(amount, detail) });
    }
    lines.extend(whole_discount(facts));
    Ok(lines)
}

fn detail(line: &Ours, currency: Currency, item: &str) -> Result<SalesItemLineDetail, OutOfRange> {
    let taxed = !(line.tax1.is_zero() && line.tax2.is_zero());
    let mut detail = SalesItemLineDetail {
        item_ref: Some(Reference::to(item)),
        tax_code_ref: Some(Reference::to(if taxed { TAXED } else { UNTAXED })),
        ..SalesItemLineDetail::default()
    };
    (detail.qty, detail.unit_price) = factors(line, currency)?.unzip();
    Ok(detail)
}

/// Quantity and net unit price, where their product is the line's amount. QuickBooks multiplies for itself and refuses
/// another amount (6070). A price that it would have to round may lead it elsewhere; then the amount travels alone.
pub(super) fn factors(line: &Ours, currency: Currency) -> Result<Option<(Decimal, Decimal)>, OutOfRange> {
    let price = line.net_price().round_dp(PRICE_DECIMALS).normalize();
    let product = price.checked_mul(line.quantity.value()).ok_or(OutOfRange)?;
    let is_exact = Money::rounded(product, currency)? == line.net(currency)?;
    Ok(is_exact.then_some((line.quantity.value(), price)))
}

/// One line for all whole discounts: by percentage when there is a single one and it is a percentage.
fn whole_discount(facts: &InvoiceFacts) -> Option<Line> {
    let discounts: Vec<Discount> = facts
        .document
        .lines
        .iter()
        .filter_map(|line| match line.kind {
            LineKind::Discount(discount) => Some(discount),
            LineKind::Item { .. } | LineKind::Service => None,
        })
        .collect();
    // A discount of nothing would be refused where discounts are off (fact sheet 9.3).
    if facts.totals.discount.is_zero() {
        return None;
    }
    let amount = facts.totals.discount.to_decimal(facts.document.currency);
    match discounts.as_slice() {
        [] => None,
        [Discount::Percent(percent)] => Some(by_percent(*percent, amount)),
        _ => Some(Line::discount_amount(amount)),
    }
}

fn by_percent(percent: Percent, amount: Decimal) -> Line {
    Line::discount_percent(percent.value(), amount)
}
