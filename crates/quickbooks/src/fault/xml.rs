//! Faults in XML, as the gateway sends them when it throttles (fact sheet 5).

use serde::Deserialize;

use super::{Fault, FaultError};

#[derive(Deserialize)]
struct IntuitResponse {
    #[serde(rename = "Fault")]
    fault: FaultElement,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct FaultElement {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "Error")]
    errors: Vec<ErrorElement>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ErrorElement {
    #[serde(rename = "@code")]
    code: String,
    #[serde(rename = "@element")]
    element: String,
    #[serde(rename = "Message")]
    message: String,
    #[serde(rename = "Detail")]
    detail: String,
}

pub(super) fn fault(body: &str) -> Option<Fault> {
    let fault = quick_xml::de::from_str::<IntuitResponse>(body).ok()?.fault;
    let errors = fault.errors.into_iter().map(|error| FaultError {
        code: error.code,
        message: error.message,
        detail: error.detail,
        element: error.element,
    });
    Some(Fault { kind: fault.kind, errors: errors.collect() })
}
