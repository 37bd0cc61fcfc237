//! Sales tax of a US company: one tax code for the transaction, `TAX` or `NON` on its lines (fact sheet 11.3).

use super::engine::code_for;
use super::rate::{Side, rates, spread, tax_line, tax_on};
use super::{Regime, keeps_tax};
use crate::entity::Work;
use crate::entity::sales::Sums;
use crate::wire::{Members, Object, cents, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Completes `TxnTaxDetail` and returns the tax. An unknown code is refused with the other references.
pub(super) fn complete_tax(work: &Work<'_>, body: &mut Object, sums: &Sums, regime: Regime) -> Decimal {
    if regime == Regime::None {
        body.put("TxnTaxDetail", json!({"TotalTax": 0}));
        return Decimal::ZERO;
    }
    let sent = work.given.set.object("TxnTaxDetail");
    if sent.is_none() && keeps_tax(work, body) {
        return body.object("TxnTaxDetail").map(|detail| detail.amount("TotalTax")).unwrap_or_default();
    }
    let items = taxed_items(body, sums, regime);
    let taxed = items + sums.taxed_extra.iter().sum::<Decimal>();
    let code = match regime {
        // What is sent is replaced.
        Regime::Automated => code_for(work.company, body),
        _ => code(work, body),
    };
    let rates = code.as_deref().map(|code| rates(work.company, code, Side::Sale)).unwrap_or_default();
    let overrides = regime == Regime::Automated && work.settings.automated_tax_overrides;
    let given = sent.filter(|_| !overrides).and_then(|detail| detail.decimal("TotalTax"));
    let per_line = regime == Regime::Automated && work.settings.automated_tax_per_line;
    let amounts: Vec<Decimal> = match given {
        Some(total) => spread(total, &rates.iter().map(|rate| rate.percent).collect::<Vec<_>>()),
        None if per_line => rates.iter().map(|rate| tax_by_line(sums, items, rate.percent)).collect(),
        None => rates.iter().map(|rate| tax_on(taxed, rate.percent)).collect(),
    };
    let total = given.unwrap_or_else(|| amounts.iter().sum());
    let mut detail = Object::new();
    detail.put_money("TotalTax", total);
    if let Some(code) = code.filter(|_| !taxed.is_zero() || !total.is_zero()) {
        detail.put("TxnTaxCodeRef", reference(&code));
        let lines = rates.iter().zip(&amounts).map(|(rate, amount)| tax_line(rate, *amount, taxed));
        detail.put("TaxLine", lines.collect::<Vec<Value>>());
    }
    body.put("TxnTaxDetail", detail);
    total
}

/// The tax of a rate, rounded on each line. The items share in what the discount leaves of them.
fn tax_by_line(sums: &Sums, items: Decimal, percent: Decimal) -> Decimal {
    let part = items.checked_div(sums.taxed_items.iter().sum()).unwrap_or(Decimal::ONE);
    let reduced = sums.taxed_items.iter().map(|item| item.saturating_mul(part));
    reduced.chain(sums.taxed_extra.iter().copied()).map(|line| tax_on(line, percent)).sum()
}

/// What is taxed of the items. After the discount: the reduced amount, the discount spread over all items; else the
/// full amount. The service's own engine always takes the discount first (assumed).
fn taxed_items(body: &Object, sums: &Sums, regime: Regime) -> Decimal {
    let taxed: Decimal = sums.taxed_items.iter().sum();
    let after = regime == Regime::Automated || body.flag("ApplyTaxAfterDiscount");
    if !after || sums.items.is_zero() {
        return taxed;
    }
    let share = sums.discount.checked_mul(taxed).and_then(|product| product.checked_div(sums.items));
    cents(taxed - share.unwrap_or_default())
}

/// The code sent, else the one it had, else the customer's, else the company's.
fn code(work: &Work<'_>, body: &Object) -> Option<String> {
    let own = body.object("TxnTaxDetail").and_then(|detail| detail.target("TxnTaxCodeRef"));
    let former = || work.before?.body.object("TxnTaxDetail")?.target("TxnTaxCodeRef");
    let customer = || {
        let customer = work.company.look_up("Customer", body.target("CustomerRef")?)?;
        customer.body.target("DefaultTaxCodeRef")
    };
    own.or_else(former)
        .or_else(customer)
        .or_else(|| work.company.preferred("TaxPrefs", "TaxGroupCodeRef"))
        .map(str::to_owned)
}
