//! Comparing what QuickBooks holds with what is expected of it.

use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The entity has these members with these values; what is expected to be null may be missing.
#[track_caller]
pub(super) fn holds(entity: &Value, expected: Value) {
    assert!(has(entity, &expected), "{expected:#}\nis not what QuickBooks holds:\n{entity:#}");
}

fn has(entity: &Value, expected: &Value) -> bool {
    match (entity, expected) {
        (Value::Object(members), Value::Object(expected)) => {
            expected.iter().all(|(name, value)| has(members.get(name).unwrap_or(&Value::Null), value))
        }
        (Value::Array(values), Value::Array(expected)) => {
            values.len() == expected.len()
                && values.iter().zip(expected).all(|(value, expected)| has(value, expected))
        }
        (Value::Number(_), Value::Number(_)) => decimal(entity) == decimal(expected),
        _ => entity == expected,
    }
}

pub(super) fn decimal(number: &Value) -> Decimal {
    number.to_string().parse().unwrap()
}

#[test]
fn what_quickbooks_holds_is_compared_by_value_and_in_whole_lists() {
    let entity = json!({ "A": { "B": 10, "C": "x" }, "D": [1, 2] });
    for expected in [json!({ "A": { "B": 10.0 } }), json!({ "D": [1, 2], "E": null })] {
        assert!(has(&entity, &expected), "{expected}");
    }
    for other in
        [json!({ "A": { "B": 11 } }), json!({ "A": { "C": null } }), json!({ "D": [1] }), json!({ "E": "" })]
    {
        assert!(!has(&entity, &other), "{other}");
    }
}
