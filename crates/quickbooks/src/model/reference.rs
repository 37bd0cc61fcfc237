//! Pointers to other objects, and the memo that has the same shape.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A pointer to another object. On input only [`value`](Self::value) counts (fact sheet 2.4).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// The id, or the code of a currency or of a tax in the United States.
    pub value: String,
    /// What the service shows for it.
    pub name: Option<String>,
}

impl Reference {
    /// The pointer to an object by its id.
    pub fn to(id: impl Into<String>) -> Self {
        Self { value: id.into(), name: None }
    }

    /// The pointer to nothing: clears the reference in a sparse update (fact sheet 2.5).
    pub fn none() -> Self {
        Self::default()
    }
}

/// A pointer to somebody who may be a customer, a vendor or an employee (fact sheet 10.5).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartyReference {
    /// The id.
    pub value: String,
    /// `Customer`, `Vendor` or `Employee`.
    pub r#type: String,
    /// What the service shows for it.
    pub name: Option<String>,
}

impl PartyReference {
    /// The pointer to a customer.
    pub fn customer(id: impl Into<String>) -> Self {
        Self { value: id.into(), r#type: "Customer".to_owned(), name: None }
    }
}

/// A text in an object of its own, as `CustomerMemo` has it (fact sheet 7).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memo {
    /// The text.
    pub value: String,
}

impl Memo {
    /// A memo of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { value: text.into() }
    }
}
