//! Numbers. Money is printed with two decimals except zero, everything else without padding (fact sheet 2.4).

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Number, Value};

/// An amount of money, rounded half up to cents: `239.00`, and `0` for nothing.
pub(crate) fn money(amount: Decimal) -> Value {
    let cents = cents(amount);
    if cents.is_zero() { number("0") } else { number(&format!("{cents:.2}")) }
}

/// A quantity, unit price or percentage: `10`, `9.5`, `0`.
pub(crate) fn plain(value: Decimal) -> Value {
    number(&value.normalize().to_string())
}

/// `amount` rounded to cents, half away from zero (fact sheet 7, assumed).
pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The number in a JSON number or a numeric string (fact sheet 2.4); `None` for anything else.
pub(crate) fn decimal_of(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => decimal_in(number.as_str()),
        Value::String(text) => decimal_in(text.trim()),
        _ => None,
    }
}

fn decimal_in(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// A decimal prints as a JSON number, so the parse succeeds; zero stands in were it ever not to.
fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap_or_else(|_| Number::from(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn money_has_two_decimals_except_zero() {
        for (amount, printed) in [
            ("239", "239.00"),
            ("34.5", "34.50"),
            ("0", "0"),
            ("0.00", "0"),
            ("1.005", "1.01"),
            ("-2.345", "-2.35"),
        ] {
            assert_eq!(money(decimal(amount)).to_string(), printed);
        }
    }

    #[test]
    fn quantities_are_not_padded() {
        for (value, printed) in [("10.00", "10"), ("9.50", "9.5"), ("0.000", "0"), ("100", "100")] {
            assert_eq!(plain(decimal(value)).to_string(), printed);
        }
    }

    #[test]
    fn numeric_strings_count_as_numbers_and_words_do_not() {
        assert_eq!(decimal_of(&json!("12.50")), Some(decimal("12.5")));
        assert_eq!(decimal_of(&serde_json::from_str("1e2").unwrap()), Some(decimal("100")));
        assert_eq!(decimal_of(&json!("twelve")), None);
        assert_eq!(decimal_of(&json!(true)), None);
    }
}
