//! Ways to reach a person: phone, e-mail, web. The default of each travels as `{}`, which clears it
//! in a sparse update (fact sheet 2.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A phone or fax number.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Phone {
    /// The number as text, at most 30 characters (fact sheet 7).
    pub free_form_number: Option<String>,
}

/// An e-mail address.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Email {
    /// At most 100 characters, with an `@` and a `.` (fact sheet 7).
    pub address: Option<String>,
}

/// A web address.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct WebAddr {
    /// At most 1,000 characters (fact sheet 7).
    #[serde(rename = "URI")]
    pub uri: Option<String>,
}
