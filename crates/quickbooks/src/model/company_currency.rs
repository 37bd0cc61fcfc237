//! Foreign currencies that a company deals in (fact sheet 11.4, 11.7).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A foreign currency that the company deals in.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CompanyCurrency {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// ISO code.
    pub code: Option<String>,
    /// `false` takes it out of the lists.
    pub active: Option<bool>,
}
