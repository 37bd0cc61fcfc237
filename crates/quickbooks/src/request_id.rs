//! The id that makes a write safe to repeat.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// Most characters of a request id (fact sheet 2.8).
pub const REQUEST_ID_CHARS_MAX: usize = 50;

/// Names one write for good: the service answers a repeat with the stored first answer and does
/// nothing again (fact sheet 2.8).
///
/// The characters allowed are those that need no escaping anywhere. The service may take more, but
/// its rule is not published.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RequestId(String);

impl RequestId {
    /// Checks a request id.
    ///
    /// # Errors
    /// [`Error::RequestId`] unless it has 1 to [`REQUEST_ID_CHARS_MAX`] characters, all of them
    /// ASCII letters, digits, `-` or `_`.
    pub fn new(value: impl Into<String>) -> Result<Self, Error> {
        let value = value.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=REQUEST_ID_CHARS_MAX).contains(&value.len()) && value.bytes().all(allowed) {
            Ok(Self(value))
        } else {
            Err(Error::RequestId { value })
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RequestId {
    type Error = Error;

    fn try_from(value: String) -> Result<Self, Error> {
        Self::new(value)
    }
}

impl From<RequestId> for String {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_fifty_plain_characters_are_accepted() {
        for value in ["a".to_owned(), "Az09-_".to_owned(), "x".repeat(50)] {
            assert_eq!(RequestId::new(value.clone()).unwrap().as_str(), value);
        }
    }

    #[test]
    fn empty_long_and_odd_request_ids_are_refused() {
        for value in ["".to_owned(), "x".repeat(51), "a b".to_owned(), "a&b".to_owned(), "é".to_owned()] {
            let error = RequestId::new(value.clone()).unwrap_err().to_string();
            assert!(error.contains(&format!("{value:?}")), "{error}");
        }
    }

    #[test]
    fn a_stored_request_id_is_checked_when_it_is_read() {
        assert_eq!(serde_json::from_str::<RequestId>("\"a-1\"").unwrap().as_str(), "a-1");
        assert!(serde_json::from_str::<RequestId>("\"a 1\"").is_err());
    }
}
