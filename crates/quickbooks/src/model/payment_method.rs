//! Ways to pay (fact sheet 11.4).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// How money is paid, such as by cheque.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct PaymentMethod {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// Name, at most 31 characters.
    pub name: Option<String>,
    /// `false` takes it out of the lists.
    pub active: Option<bool>,
}
