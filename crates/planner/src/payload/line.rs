//! The lines of an invoice (fact sheet 9.1, 9.3).

use super::describe;
use super::tax;
use crate::settings::{DiscountForm, Side};
use crate::{InvoiceFacts, Known, Settings};
use domain::document::{Discount, Line as Ours, LineKind};
use domain::money::OutOfRange;
use domain::{Currency, Money, Percent};
use quickbooks::model::{Line, Reference, SalesItemLineDetail};
use rust_decimal::Decimal;

/// Decimals of a unit price that QuickBooks keeps (assumed).
const PRICE_DECIMALS: u32 = 7;

/// What the line says that refund receipts take off the sale.
const RETURNED: &str = "Given back by refund receipt";

/// Every line of the invoice, discounts last and as one; and the sum of that one.
pub(super) fn lines(
    facts: &InvoiceFacts,
    known: &Known,
    settings: &Settings,
    generic_item: &str,
) -> Result<(Vec<Line>, Money), OutOfRange> {
    let document = &facts.document;
    let currency = document.currency;
    let mut lines = Vec::with_capacity(document.lines.len());
    let mut off_lines = Money::ZERO;
    for (line, about) in document.lines.iter().zip(&facts.lines) {
        if matches!(line.kind, LineKind::Discount(_)) {
            continue;
        }
        let shown = match settings.discount_form {
            DiscountForm::UnitPrice => line.clone(),
            DiscountForm::Line => Ours { discount: Percent::ZERO, ..line.clone() },
        };
        let amount = shown.net(currency)?;
        off_lines = off_lines + (amount - line.net(currency)?);
        let (qty, unit_price) = factors(&shown, currency)?.unzip();
        let detail = SalesItemLineDetail {
            item_ref: Some(Reference::to(generic_item)),
            qty,
            unit_price,
            tax_code_ref: tax::code(line, Side::Sale, known, settings),
        };
        let description = Some(describe(line, about));
        lines.push(Line { description, ..Line::sales_item(amount.to_decimal(currency), detail) });
    }
    if !facts.returned.is_zero() {
        lines.push(returned_line(facts, known, settings, generic_item));
    }
    let discount = facts.totals.discount + off_lines;
    // A discount of nothing would be refused where discounts are off (fact sheet 9.3).
    if !discount.is_zero() {
        // A percentage would be taken off what was returned, too.
        let is_plain = off_lines.is_zero() && facts.returned.is_zero();
        lines.push(discount_line(facts, discount, is_plain));
    }
    Ok((lines, discount))
}

/// What refund receipts take off the sale, without tax, as it is on them.
fn returned_line(facts: &InvoiceFacts, known: &Known, settings: &Settings, generic_item: &str) -> Line {
    let amount = facts.returned.to_decimal(facts.document.currency);
    let detail = SalesItemLineDetail {
        item_ref: Some(Reference::to(generic_item)),
        qty: Some(Decimal::ONE),
        unit_price: Some(amount),
        tax_code_ref: tax::pair_code((Percent::ZERO, Percent::ZERO), Side::Sale, known, settings),
    };
    Line { description: Some(RETURNED.to_owned()), ..Line::sales_item(amount, detail) }
}

/// Quantity and net unit price, where their product is the line's amount. QuickBooks multiplies for itself and refuses
/// another amount (6070). A price that it would have to round may lead it elsewhere; then the amount travels alone.
pub(super) fn factors(line: &Ours, currency: Currency) -> Result<Option<(Decimal, Decimal)>, OutOfRange> {
    let price = line.net_price().round_dp(PRICE_DECIMALS).normalize();
    let product = price.checked_mul(line.quantity.value()).ok_or(OutOfRange)?;
    let is_exact = Money::rounded(product, currency)? == line.net(currency)?;
    Ok(is_exact.then_some((line.quantity.value(), price)))
}

/// One line for all discounts: by percentage when there is a single one on the whole and it is a percentage.
fn discount_line(facts: &InvoiceFacts, sum: Money, is_whole: bool) -> Line {
    let amount = sum.to_decimal(facts.document.currency);
    let mut discounts = facts.document.lines.iter().filter_map(|line| match line.kind {
        LineKind::Discount(discount) => Some(discount),
        LineKind::Item { .. } | LineKind::Service => None,
    });
    match (discounts.next(), discounts.next()) {
        (Some(Discount::Percent(percent)), None) if is_whole => {
            Line::discount_percent(percent.value(), amount)
        }
        _ => Line::discount_amount(amount),
    }
}
