//! What the service says when it refuses (fact sheet 6).

mod json;
mod xml;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A fault: its type and one or more errors.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The type, e.g. `ValidationFault`, `SystemFault`, `AUTHENTICATION`, `SERVICE`; may be empty.
    pub kind: String,
    /// The errors, in the order given; seldom more than one.
    pub errors: Vec<FaultError>,
}

/// One error of a fault. What was missing is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultError {
    /// The number as text, e.g. `6240` (fact sheet 6.3).
    pub code: String,
    /// The general text of the code.
    pub message: String,
    /// What was wrong in this case.
    pub detail: String,
    /// The member concerned.
    pub element: String,
}

impl Fault {
    /// Finds a fault in the body of an answer: in either JSON shape, or in XML, which the gateway has
    /// sent even to those who asked for JSON (fact sheet 5).
    pub fn read(body: &str) -> Option<Self> {
        match serde_json::from_str::<Value>(body) {
            Ok(value) => Self::in_json(&value),
            Err(_) => xml::fault(body),
        }
    }

    /// Finds a fault in a JSON value. A fault can come with HTTP 200 (fact sheet 6.1).
    pub fn in_json(value: &Value) -> Option<Self> {
        json::fault(value)
    }

    /// The code of the first error.
    pub fn code(&self) -> Option<&str> {
        self.errors.first().map(|error| error.code.as_str()).filter(|code| !code.is_empty())
    }

    /// Whether any error has this code.
    pub fn has_code(&self, code: &str) -> bool {
        self.errors.iter().any(|error| error.code == code)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(error) = self.errors.first() else {
            return write!(f, "{} without an error", self.kind);
        };
        write!(f, "{} {}", error.code, error.message)?;
        if !error.detail.is_empty() {
            write!(f, ": {}", error.detail)?;
        }
        if !error.element.is_empty() {
            write!(f, " ({})", error.element)?;
        }
        Ok(())
    }
}
