//! A short proof of what was sent.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of one part.
const DIGITS: usize = 64;

/// SHA-256 of a payload in hexadecimal. Equal payloads have equal fingerprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of `payload`, whose members are sorted by name.
    pub fn of(payload: &Value) -> Self {
        Self(hex::encode(Sha256::digest(payload.to_string())))
    }

    /// What stands for an invoice that was voided.
    pub(crate) fn voided() -> Self {
        Self::of(&json!("voided"))
    }

    /// Of `payload` in two parts: all but the member `aside`, and that member.
    pub fn in_two(payload: &Value, aside: &str) -> Self {
        let mut rest = payload.clone();
        let part = rest.as_object_mut().and_then(|members| members.remove(aside)).unwrap_or_default();
        Self(Self::of(&rest).0 + &Self::of(&part).0)
    }

    /// Whether `held`, made by [`Self::in_two`] as this one was, is of the same payload but for the member aside.
    pub fn differs_aside_alone(&self, held: &str) -> bool {
        self.0 != held && self.0.get(..DIGITS).is_some_and(|rest| held.get(..DIGITS) == Some(rest))
    }

    /// The hexadecimal digits: 64 for each part.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_members_does_not_matter_and_their_values_do() {
        let of = |value| Fingerprint::of(&value);
        assert_eq!(of(json!({"a": 1, "b": 2})), of(json!({"b": 2, "a": 1})));
        assert_ne!(of(json!({"a": 1})), of(json!({"a": 2})));
    }

    #[test]
    fn a_change_of_the_member_aside_is_told_from_any_other() {
        let of = |value| Fingerprint::in_two(&value, "b");
        let plain = of(json!({"a": 1, "b": 2}));
        assert!(plain.differs_aside_alone(of(json!({"a": 1, "b": 3})).as_str()));
        for other in [json!({"a": 1, "b": 2}), json!({"a": 2, "b": 2}), json!({"a": 2, "b": 3})] {
            assert!(!plain.differs_aside_alone(of(other).as_str()));
        }
        assert!(!plain.differs_aside_alone("") && !plain.differs_aside_alone("what was sent before"));
    }
}
