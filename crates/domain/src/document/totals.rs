//! What a document adds up to.
//!
//! A line is rounded once. A whole discount is rounded once. Each tax is summed over all lines of the same rate
//! and rounded once, half away from zero: QuickBooks adds up in this way (fact sheet 11.3), so that both
//! sides agree to the cent.

use super::{Discount, Line, LineKind};
use crate::company::DiscountOrder;
use crate::money::OutOfRange;
use crate::{Currency, Money, Percent};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a document adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Σ quantity × cost.
    pub cost: Money,
    /// Σ of the lines' net amounts, before the whole discount.
    pub lines: Money,
    /// The whole discount, positive.
    pub discount: Money,
    /// Sum of the first tax.
    pub tax1: Money,
    /// Sum of the second tax.
    pub tax2: Money,
}

impl Totals {
    /// What is sold, without tax: lines less discount.
    pub fn subtotal(&self) -> Money {
        self.lines - self.discount
    }

    /// Both taxes.
    pub fn tax(&self) -> Money {
        self.tax1 + self.tax2
    }

    /// What the contact owes before any payment.
    pub fn total(&self) -> Money {
        self.subtotal() + self.tax()
    }
}

/// Adds up `lines`.
///
/// # Errors
/// [`OutOfRange`] when an amount has more than 15 digits.
pub fn totals(lines: &[Line], currency: Currency, order: DiscountOrder) -> Result<Totals, OutOfRange> {
    let mut sums = Totals::default();
    let mut taxed1 = BTreeMap::<Percent, Money>::new();
    let mut taxed2 = BTreeMap::<Percent, Money>::new();
    for line in lines {
        let net = line.net(currency)?;
        sums.lines = sums.lines + net;
        sums.cost = sums.cost + line.total_cost(currency)?;
        *taxed1.entry(line.tax1).or_default() = taxed1.get(&line.tax1).copied().unwrap_or_default() + net;
        *taxed2.entry(line.tax2).or_default() = taxed2.get(&line.tax2).copied().unwrap_or_default() + net;
    }
    sums.discount = whole_discount(lines, sums.lines, currency)?;
    let share = taxed_share(&sums, order);
    sums.tax1 = tax(&taxed1, share, currency)?;
    sums.tax2 = tax(&taxed2, share, currency)?;
    Ok(sums)
}

fn whole_discount(lines: &[Line], sum: Money, currency: Currency) -> Result<Money, OutOfRange> {
    let mut discount = Money::ZERO;
    for line in lines {
        discount = discount
            + match line.kind {
                LineKind::Discount(Discount::Amount(amount)) => amount,
                LineKind::Discount(Discount::Percent(percent)) => {
                    Money::rounded(sum.to_decimal(currency) * percent.factor(), currency)?
                }
                LineKind::Item { .. } | LineKind::Service => Money::ZERO,
            };
    }
    Ok(discount)
}

/// Which fraction of each line is taxed: all of it, or what the whole discount leaves.
fn taxed_share(sums: &Totals, order: DiscountOrder) -> (Decimal, Decimal) {
    let whole = Decimal::from(sums.lines.minor_units());
    if order == DiscountOrder::AfterTax || sums.lines.is_zero() {
        (Decimal::ONE, Decimal::ONE)
    } else {
        (Decimal::from(sums.subtotal().minor_units()), whole)
    }
}

fn tax(
    taxed: &BTreeMap<Percent, Money>,
    (rest, whole): (Decimal, Decimal),
    currency: Currency,
) -> Result<Money, OutOfRange> {
    let mut sum = Money::ZERO;
    for (rate, net) in taxed {
        // Divide last: an exact half of a cent must stay exact.
        let exact = (net.to_decimal(currency) * rate.factor()).checked_mul(rest).ok_or(OutOfRange)? / whole;
        sum = sum + Money::rounded(exact, currency)?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests;
