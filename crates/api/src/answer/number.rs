//! Numbers in answers.

use domain::{Currency, Money, Percent, Price, Quantity};
use rust_decimal::Decimal;
use serde::Serialize;

/// A JSON number with exactly the digits it has: never through a float, and without zeros at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Number(#[serde(with = "rust_decimal::serde::arbitrary_precision")] Decimal);

impl Number {
    /// An amount in major units.
    pub(crate) fn money(amount: Money, currency: Currency) -> Self {
        Self(amount.to_decimal(currency).normalize())
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self(value.normalize())
    }
}

impl From<Quantity> for Number {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.value())
    }
}

impl From<Price> for Number {
    fn from(price: Price) -> Self {
        Self(price.value())
    }
}

impl From<Percent> for Number {
    fn from(percent: Percent) -> Self {
        Self(percent.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: Number) -> String {
        serde_json::to_string(&number).unwrap()
    }

    #[test]
    fn an_amount_is_a_number_without_padding() {
        assert_eq!(written(Number::money(Money::from_minor_units(19_600), Currency::USD)), "196");
        assert_eq!(written(Number::money(Money::from_minor_units(1_568), Currency::USD)), "15.68");
    }

    #[test]
    fn every_digit_is_kept() {
        let price = Price::new("999999999.123457".parse().unwrap()).unwrap();
        assert_eq!(written(price.into()), "999999999.123457");
    }
}
