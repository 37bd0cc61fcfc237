//! Amounts as text, and from JSON.

use anyhow::{Context, Result};
use rust_decimal::Decimal;
use serde_json::Value;

/// An amount as it is compared: with two decimals, or all it has when they are more.
pub(super) fn text(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// Several amounts in their order.
pub(super) fn texts(amounts: impl IntoIterator<Item = Decimal>) -> String {
    amounts.into_iter().map(text).collect::<Vec<_>>().join(" + ")
}

/// The number in a member; nothing counts as zero.
pub(super) fn read(object: &Value, member: &str) -> Result<Decimal> {
    match &object[member] {
        Value::Null => Ok(Decimal::ZERO),
        number => number.to_string().parse().with_context(|| format!("{member} is {number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equal_amounts_are_equal_texts_and_no_digit_is_hidden() {
        let texts = ["440", "440.0", "440.00"].map(|amount| text(amount.parse().unwrap()));
        assert_eq!(texts, ["440.00"; 3]);
        assert_eq!(text("440.005".parse().unwrap()), "440.005");
    }

    #[test]
    fn a_number_is_read_exactly_and_a_missing_one_is_zero() {
        let object: Value = serde_json::from_str(r#"{"TotalAmt": 1863.40}"#).unwrap();
        assert_eq!(read(&object, "TotalAmt").unwrap().to_string(), "1863.40");
        assert_eq!(read(&object, "Balance").unwrap(), Decimal::ZERO);
        assert!(read(&json!({"TotalAmt": "much"}), "TotalAmt").is_err());
    }
}
