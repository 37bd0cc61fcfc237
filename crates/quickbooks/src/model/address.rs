//! Postal addresses (fact sheet 2.9 and 7).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A postal address. The default travels as `{}`, which clears the address in a sparse update.
///
/// The service may return the parts rearranged into lines (fact sheet 2.9); do not expect to read
/// back what was sent.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Address {
    /// The id of this state of the address; read-only.
    pub id: Option<String>,
    /// First line, at most 500 characters; all lines together at most 2,000.
    pub line1: Option<String>,
    /// Second line.
    pub line2: Option<String>,
    /// Third line.
    pub line3: Option<String>,
    /// Fourth line.
    pub line4: Option<String>,
    /// Fifth line.
    pub line5: Option<String>,
    /// City, at most 255 characters.
    pub city: Option<String>,
    /// State, province or county, at most 255 characters.
    pub country_sub_division_code: Option<String>,
    /// Postal code, at most 30 characters.
    pub postal_code: Option<String>,
    /// Country, at most 255 characters.
    pub country: Option<String>,
}
