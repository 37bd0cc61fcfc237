//! The id of a company.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// Most digits of a company id. Seen are 15 to 19 (fact sheet 1.6).
const REALM_ID_DIGITS_MAX: usize = 20;

/// Names a QuickBooks company. The service says `realmId`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RealmId(String);

impl RealmId {
    /// Checks a company id.
    ///
    /// # Errors
    /// [`Error::RealmId`] unless it is made of 1 to 20 ASCII digits.
    pub fn new(value: impl Into<String>) -> Result<Self, Error> {
        let value = value.into();
        if (1..=REALM_ID_DIGITS_MAX).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
        {
            Ok(Self(value))
        } else {
            Err(Error::RealmId { value })
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RealmId {
    type Error = Error;

    fn try_from(value: String) -> Result<Self, Error> {
        Self::new(value)
    }
}

impl From<RealmId> for String {
    fn from(realm: RealmId) -> Self {
        realm.0
    }
}

impl fmt::Display for RealmId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_accepted() {
        assert_eq!(RealmId::new("4620816365043830330").unwrap().as_str(), "4620816365043830330");
    }

    #[test]
    fn anything_but_digits_is_refused() {
        for value in ["", "12a", "1/2", "-1", "123456789012345678901"] {
            assert!(RealmId::new(value).is_err(), "{value}");
        }
    }
}
