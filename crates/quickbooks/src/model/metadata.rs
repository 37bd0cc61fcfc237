//! When an object was made and last changed.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// Moments set by the service, as text with the offset of the service (fact sheet 2.4).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Metadata {
    /// When it was made, e.g. `2020-03-08T12:40:06-07:00`.
    pub create_time: Option<String>,
    /// When it was last changed.
    pub last_updated_time: Option<String>,
}
