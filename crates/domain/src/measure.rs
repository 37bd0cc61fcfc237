//! Quantities, prices per unit and percentages: decimals with at most six places.
//!
//! Six places is what the store keeps (an integer of millionths). Further digits, which some shop plug-ins
//! compute, are rounded half away from zero when the value is made.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// Decimal places that a measure keeps.
pub const PLACES: u32 = 6;
/// The greatest quantity or unit price, either way: a thousand million.
pub const MAX: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// A value is outside of what its kind allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be between {least} and {greatest}")]
pub struct OutOfRange {
    /// The least value allowed.
    pub least: Decimal,
    /// The greatest value allowed.
    pub greatest: Decimal,
}

macro_rules! measure {
    ($(#[$doc:meta])* $name:ident, $least:expr, $greatest:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(Decimal);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(Decimal::ZERO);

            /// `value`, rounded to six places.
            ///
            /// # Errors
            /// [`OutOfRange`] with the bounds of this kind.
            pub fn new(value: Decimal) -> Result<Self, OutOfRange> {
                let (least, greatest) = ($least, $greatest);
                let value = value.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
                if value < least || value > greatest { Err(OutOfRange { least, greatest }) } else { Ok(Self(value.normalize())) }
            }

            /// The value that [`Self::millionths`] gave.
            pub fn from_millionths(millionths: i64) -> Self {
                Self(Decimal::new(millionths, PLACES).normalize())
            }

            /// The value as an integer of millionths, which is what the store keeps.
            pub fn millionths(self) -> i64 {
                let mut value = self.0;
                value.rescale(PLACES);
                // Cannot overflow: the bounds keep the mantissa below 10^15.
                i64::try_from(value.mantissa()).unwrap_or_default()
            }

            /// The value itself, without padding zeros.
            pub const fn value(self) -> Decimal {
                self.0
            }

            /// Whether it is nothing.
            pub fn is_zero(self) -> bool {
                self.0.is_zero()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

measure!(
    /// How many units. Negative for units that come back.
    Quantity, -MAX, MAX
);
measure!(
    /// Money per unit in major units, before any discount. May have more decimals than the currency.
    Price, -MAX, MAX
);
measure!(
    /// A rate from 0 to 100.
    Percent, Decimal::ZERO, HUNDRED
);

impl Percent {
    /// What is left of one after taking this percentage away: 0.9 for 10 %.
    pub fn rest(self) -> Decimal {
        (HUNDRED - self.0) / HUNDRED
    }

    /// The percentage as a factor: 0.1 for 10 %.
    pub fn factor(self) -> Decimal {
        self.0 / HUNDRED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_percentage_above_a_hundred_or_below_zero_is_refused() {
        assert!(Percent::new(Decimal::new(1001, 1)).is_err());
        assert!(Percent::new(Decimal::new(-1, 6)).is_err());
        assert!(Percent::new(HUNDRED).is_ok());
    }

    #[test]
    fn the_seventh_decimal_is_rounded_away() {
        assert_eq!(Price::new("1.0000005".parse().unwrap()).unwrap().to_string(), "1.000001");
    }

    #[test]
    fn a_refusal_names_the_bounds() {
        let error = Quantity::new(MAX + Decimal::ONE).unwrap_err();
        assert_eq!(error.to_string(), "must be between -1000000000 and 1000000000");
    }

    proptest! {
        #[test]
        fn millionths_and_back_changes_nothing(millionths in -1_000_000_000_000_000_i64..=1_000_000_000_000_000) {
            prop_assert_eq!(Quantity::from_millionths(millionths).millionths(), millionths);
        }
    }
}
