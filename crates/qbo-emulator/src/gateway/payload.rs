//! What a reply carries.

use axum::body::Bytes;
use serde_json::Value;

/// The body of a reply and its kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Payload {
    Json(Value),
    /// The same as JSON, for clients that ask for XML.
    Xml(String),
    /// One line, such as a download link.
    Text(String),
    Pdf(Vec<u8>),
}

impl Payload {
    /// `Content-Type`.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Json(_) => "application/json;charset=UTF-8",
            Self::Xml(_) => "application/xml;charset=UTF-8",
            Self::Text(_) => "text/plain;charset=UTF-8",
            Self::Pdf(_) => "application/pdf",
        }
    }

    /// The body as it is sent.
    pub(super) fn to_bytes(&self) -> Bytes {
        match self {
            Self::Json(value) => value.to_string().into(),
            Self::Xml(text) | Self::Text(text) => text.clone().into(),
            Self::Pdf(bytes) => bytes.clone().into(),
        }
    }
}

impl From<Value> for Payload {
    fn from(value: Value) -> Self {
        Self::Json(value)
    }
}
