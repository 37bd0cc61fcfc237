//! What one unit of a foreign currency is worth.

use crate::measure::OutOfRange;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// Decimal places that a rate keeps: enough for a currency of which thousands make one unit of the company's.
const PLACES: u32 = 9;
/// The greatest rate: a million.
const MAX: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// The least rate: a billionth.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, PLACES);

/// Units of the company's currency for one unit of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExchangeRate(Decimal);

impl ExchangeRate {
    /// `value`, rounded to nine places.
    ///
    /// # Errors
    /// [`OutOfRange`] for nothing, less than nothing, and more than a million.
    pub fn new(value: Decimal) -> Result<Self, OutOfRange> {
        let value = value.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
        match (LEAST..=MAX).contains(&value) {
            true => Ok(Self(value.normalize())),
            false => Err(OutOfRange { least: LEAST, greatest: MAX }),
        }
    }

    /// The rate that [`Self::billionths`] gave.
    pub fn from_billionths(billionths: i64) -> Self {
        Self(Decimal::new(billionths, PLACES).normalize())
    }

    /// The rate as an integer of billionths, which is what the store keeps.
    pub fn billionths(self) -> i64 {
        let mut value = self.0;
        value.rescale(PLACES);
        // Cannot overflow: the bounds keep the mantissa at 10^15 at most.
        i64::try_from(value.mantissa()).unwrap_or_default()
    }

    /// The rate itself, without padding zeros.
    pub const fn value(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> Result<ExchangeRate, OutOfRange> {
        ExchangeRate::new(text.parse().unwrap())
    }

    #[test]
    fn a_rate_is_more_than_nothing_and_at_most_a_million() {
        for text in ["0", "-1", "0.0000000004", "1000000.000000001"] {
            assert!(rate(text).is_err(), "{text}");
        }
        for text in ["0.000000001", "1", "1000000"] {
            assert!(rate(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn billionths_and_back_changes_nothing_and_the_tenth_decimal_is_rounded() {
        for (text, kept) in [("1.0850", "1.085"), ("0.0066712345", "0.006671235"), ("1000000", "1000000")] {
            let rate = rate(text).unwrap();
            assert_eq!(rate.to_string(), kept);
            assert_eq!(ExchangeRate::from_billionths(rate.billionths()), rate);
        }
    }
}
