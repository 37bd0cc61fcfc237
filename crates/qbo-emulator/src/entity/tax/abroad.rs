//! Tax outside the US: every line has its tax code, and the transaction says whether amounts include the tax
//! (fact sheet 11.3).

use super::rate::{Rate, rates, spread, tax_line, tax_on};
use super::{Calculation, Side, calculation, keeps_tax};
use crate::entity::Work;
use crate::entity::sales::Sums;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object, cents};
use rust_decimal::Decimal;
use serde_json::Value;

/// A line with its tax code.
#[derive(Debug, Clone)]
pub(crate) struct Coded {
    code: String,
    net: Decimal,
    /// The tax in the amount that the line was sent with.
    included: Option<Decimal>,
    /// Whether discounts take from it.
    discounted: bool,
}

impl Coded {
    /// Says whether discounts take from the line.
    pub(crate) fn discounted(self, discounted: bool) -> Self {
        Self { discounted, ..self }
    }
}

/// Checks the tax code of a line and settles its amount: net on the line, gross in its detail where amounts
/// include the tax. `None` where the line is not taxed.
///
/// # Errors
/// 6000 without a code, 2500 for one that is not there or not active.
pub(crate) fn code_line(
    work: &Work<'_>,
    body: &Object,
    line: &mut Object,
    detail: &mut Object,
    side: Side,
) -> Result<Option<Coded>, Fault> {
    let calculation = calculation(body);
    let code = detail.target("TaxCodeRef").map(str::to_owned);
    if let Some(code) = &code {
        check_code(work, code)?;
    }
    if calculation != Calculation::Inclusive {
        detail.remove("TaxInclusiveAmt");
    }
    if calculation == Calculation::NotApplicable {
        return Ok(None);
    }
    let code = code.ok_or_else(|| {
        let text = "Make sure all your transactions have a tax rate before you save.";
        Fault::business(text).element("TaxCodeRef")
    })?;
    let net = line.amount("Amount");
    if calculation == Calculation::Excluded {
        return Ok(Some(Coded { code, net, included: None, discounted: true }));
    }
    let percent: Decimal = rates(work.company, &code, side).iter().map(|rate| rate.percent).sum();
    let gross = detail.decimal("TaxInclusiveAmt").unwrap_or_else(|| net + tax_on(net, percent));
    let whole = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    let net = gross.checked_div(whole).map_or(net, cents);
    line.put_money("Amount", net);
    detail.put_money("TaxInclusiveAmt", gross);
    Ok(Some(Coded { code, net, included: Some(gross - net), discounted: true }))
}

fn check_code(work: &Work<'_>, code: &str) -> Result<(), Fault> {
    let found = work.company.look_up("TaxCode", code).ok_or_else(|| Fault::no_reference("TaxCodes", code))?;
    if found.body.get("Active") == Some(&Value::Bool(false)) {
        return Err(Fault::inactive_reference("taxcodes"));
    }
    Ok(())
}

/// Completes `TxnTaxDetail` of a sale and returns the tax. Discounts come before tax, spread over the items
/// (assumed).
///
/// # Errors
/// 6170 for tax on what is not taxed.
pub(super) fn complete_sales_tax(work: &Work<'_>, body: &mut Object, sums: &Sums) -> Result<Decimal, Fault> {
    let kept = match sums.items.is_zero() {
        true => Decimal::ONE,
        // What a discount beyond the items leaves is refused with the total.
        false => (Decimal::ONE - sums.discount / sums.items).clamp(Decimal::ZERO, Decimal::TWO),
    };
    complete(work, body, &sums.coded, kept, Side::Sale)
}

/// The same for a purchase.
///
/// # Errors
/// 6170 for tax on what is not taxed.
pub(crate) fn complete_purchase_tax(
    work: &Work<'_>,
    body: &mut Object,
    lines: &[Coded],
) -> Result<Decimal, Fault> {
    complete(work, body, lines, Decimal::ONE, Side::Purchase)
}

/// `kept` is the part of the discounted lines that the discount leaves.
fn complete(
    work: &Work<'_>,
    body: &mut Object,
    lines: &[Coded],
    kept: Decimal,
    side: Side,
) -> Result<Decimal, Fault> {
    body.put_default("GlobalTaxCalculation", "TaxExcluded");
    let sent = work.given.set.object("TxnTaxDetail");
    if calculation(body) == Calculation::NotApplicable {
        if sent.is_some() {
            let detail = "TxnTaxDetail not allowed with GlobalTaxCalculation NotApplicable";
            return Err(Fault::new(Code::TAX_NOT_APPLICABLE, detail).element("TxnTaxDetail"));
        }
        body.remove("TxnTaxDetail");
        return Ok(Decimal::ZERO);
    }
    if sent.is_none() && keeps_tax(work, body) {
        return Ok(body.object("TxnTaxDetail").map(|detail| detail.amount("TotalTax")).unwrap_or_default());
    }
    let taxed = by_rate(work, lines, kept, side);
    let mut amounts: Vec<Decimal> =
        taxed.iter().map(|(rate, amount)| tax_on(*amount, rate.percent)).collect();
    let computed: Decimal = amounts.iter().sum();
    if let Some(total) = sent.and_then(|detail| detail.decimal("TotalTax")) {
        amounts = spread(total, &amounts);
    } else if kept == Decimal::ONE
        && let Some(included) = lines.iter().map(|line| line.included).sum::<Option<Decimal>>()
        && let Some(first) = amounts.iter_mut().find(|amount| !amount.is_zero())
    {
        // What was said to be in the amounts is in them to the cent.
        *first += included - computed;
    }
    let total = amounts.iter().sum();
    let mut detail = Object::new();
    detail.put_money("TotalTax", total);
    let lines = taxed.iter().zip(&amounts).map(|((rate, taxed), amount)| tax_line(rate, *amount, *taxed));
    detail.put("TaxLine", lines.collect::<Vec<Value>>());
    body.put("TxnTaxDetail", detail);
    Ok(total)
}

/// What each rate is charged on, in the order in which the rates appear. Rounded once, over the whole transaction
/// (assumed).
fn by_rate(work: &Work<'_>, lines: &[Coded], kept: Decimal, side: Side) -> Vec<(Rate, Decimal)> {
    let mut taxed: Vec<(Rate, Decimal)> = Vec::new();
    for line in lines {
        let amount = if line.discounted { line.net * kept } else { line.net };
        for rate in rates(work.company, &line.code, side) {
            match taxed.iter_mut().find(|(known, _)| *known == rate) {
                Some((_, sum)) => *sum += amount,
                None => taxed.push((rate, amount)),
            }
        }
    }
    for (_, sum) in &mut taxed {
        *sum = cents(*sum);
    }
    taxed
}
