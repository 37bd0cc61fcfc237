//! Money: whole minor units (cents) of one currency.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

/// The greatest amount, in minor units, that a single value may have: 15 digits, which is also what
/// QuickBooks accepts (fact sheet 7, Decimal).
pub const MAX_MINOR_UNITS: i64 = 999_999_999_999_999;

/// An ISO 4217 currency. It knows how many decimals its amounts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// The currency with this code, for example `USD`. Case matters.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code).map(Self)
    }

    /// The ISO code, for example `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of an amount: 2 for the dollar, 0 for the yen.
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }
}

/// An amount of money in minor units. Which currency it is in is said by whatever holds it.
///
/// ```
/// use domain::{Currency, Money};
/// use rust_decimal::Decimal;
/// let price = Money::rounded(Decimal::new(33024, 3), Currency::USD)?;
/// assert_eq!(price.minor_units(), 3302);
/// # Ok::<(), domain::money::OutOfRange>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// An amount is beyond [`MAX_MINOR_UNITS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount has more than 15 digits")]
pub struct OutOfRange;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `units` cents (or whatever the currency's smallest unit is).
    pub const fn from_minor_units(units: i64) -> Self {
        Self(units)
    }

    /// The amount in the currency's smallest unit.
    pub const fn minor_units(self) -> i64 {
        self.0
    }

    /// `value` in major units, rounded to the currency's decimals, half away from zero.
    ///
    /// # Errors
    /// [`OutOfRange`] beyond 15 digits.
    pub fn rounded(value: Decimal, currency: Currency) -> Result<Self, OutOfRange> {
        let places = currency.decimals();
        let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(places);
        let units = i64::try_from(rounded.mantissa()).map_err(|_| OutOfRange)?;
        if units.abs() > MAX_MINOR_UNITS { Err(OutOfRange) } else { Ok(Self(units)) }
    }

    /// The amount in major units, with all the currency's decimals: 12.50, not 12.5.
    pub fn to_decimal(self, currency: Currency) -> Decimal {
        Decimal::new(self.0, currency.decimals())
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

// Sums stay far from i64's end: each operand has at most 15 digits and a document at most a few thousand lines.
impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        let cents = |text: &str| Money::rounded(text.parse().unwrap(), Currency::USD).unwrap().minor_units();
        assert_eq!([cents("0.005"), cents("0.015"), cents("0.0149"), cents("-0.005")], [1, 2, 1, -1]);
    }

    #[test]
    fn a_yen_has_no_decimals() {
        let yen = Currency::from_code("JPY").unwrap();
        assert_eq!(Money::rounded("12.5".parse().unwrap(), yen).unwrap().to_decimal(yen).to_string(), "13");
    }

    #[test]
    fn sixteen_digits_are_refused_and_fifteen_accepted() {
        let money = |text: &str| Money::rounded(text.parse().unwrap(), Currency::USD);
        assert!(money("9999999999999.99").is_ok());
        assert_eq!(money("10000000000000.00"), Err(OutOfRange));
        assert_eq!(money("79228162514264337593543950335"), Err(OutOfRange));
    }

    #[test]
    fn an_unknown_currency_is_refused() {
        assert!(Currency::from_code("XXQ").is_none());
    }

    proptest! {
        #[test]
        fn to_decimal_and_back_changes_nothing(units in -MAX_MINOR_UNITS..=MAX_MINOR_UNITS) {
            let money = Money::from_minor_units(units);
            prop_assert_eq!(Money::rounded(money.to_decimal(Currency::USD), Currency::USD), Ok(money));
        }
    }
}
