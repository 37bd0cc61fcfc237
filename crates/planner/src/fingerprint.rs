//! A short proof of what was sent.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 of a payload in hexadecimal. Equal payloads have equal fingerprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of `payload`, whose members are sorted by name.
    pub fn of(payload: &Value) -> Self {
        Self(hex::encode(Sha256::digest(payload.to_string())))
    }

    /// The 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_members_does_not_matter_and_their_values_do() {
        let of = |value| Fingerprint::of(&value);
        assert_eq!(of(json!({"a": 1, "b": 2})), of(json!({"b": 2, "a": 1})));
        assert_ne!(of(json!({"a": 1})), of(json!({"a": 2})));
    }
}
