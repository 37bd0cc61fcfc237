//! What a company begins with beside its seed.

use crate::wire::Object;
use serde::{Deserialize, Serialize};

/// What a company is founded with. A reset brings it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Beginning {
    /// What its users call it, instead of the seed's own name.
    pub(crate) name: Option<String>,
    /// Settings in which it differs from those that all companies begin with.
    pub(crate) settings: Object,
}
