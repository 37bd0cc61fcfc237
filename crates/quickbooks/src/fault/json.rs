//! Faults in JSON: `Fault` from the inner service, `fault` from the gateway (fact sheet 6.1). The two
//! differ in upper and lower case only.

use serde_json::Value;

use super::{Fault, FaultError};

pub(super) fn fault(value: &Value) -> Option<Fault> {
    let fault = member(value, "fault").filter(|fault| fault.is_object())?;
    let errors = match member(fault, "error") {
        Some(Value::Array(errors)) => errors.iter().map(error).collect(),
        Some(single @ Value::Object(_)) => vec![error(single)],
        _ => Vec::new(),
    };
    Some(Fault { kind: text(fault, "type"), errors })
}

fn error(value: &Value) -> FaultError {
    FaultError {
        code: text(value, "code"),
        message: text(value, "message"),
        detail: text(value, "detail"),
        element: text(value, "element"),
    }
}

/// A member, whatever the case of its name.
fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn text(value: &Value, name: &str) -> String {
    match member(value, name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
