//! Faults of the gateway in front of the service: sign-in and permission, in their own lower-case shape.

use super::{Code, Fault};
use crate::wire::reply_time;
use crate::xml;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The code and message of a throttled request (fact sheet 5).
const TOO_MANY: Code =
    Code { number: "3001", message: "message=ThrottleExceeded; errorCode=003001; statusCode=429" };

impl Fault {
    /// 429: more requests than the company may make.
    pub(crate) fn throttled() -> Self {
        let mut fault = Self::new(TOO_MANY, "The request limit was reached.  Try again later");
        fault.status = StatusCode::TOO_MANY_REQUESTS;
        fault.kind = "SERVICE".into();
        fault
    }
}

/// Why the gateway did not let a request through (fact sheet 6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GatewayFault {
    /// No bearer token at all: 401, code 3202 (shape assumed to be that of 3200).
    NoToken,
    /// A token that can't be one: 401.
    Malformed,
    /// A token nobody issued: 401.
    Unknown,
    /// A token past its hour: 401. Holds the first characters of the token.
    Expired(String),
    /// A token of a connection that has been ended: 401. Holds the first characters of the token.
    Revoked(String),
    /// A token of another company, or without the accounting scope: 403.
    NotAllowed,
}

impl GatewayFault {
    /// The fault with this code.
    pub(crate) fn by_code(code: &str) -> Option<Self> {
        let all = [Self::NoToken, Self::Expired(String::new()), Self::NotAllowed];
        all.into_iter().find(|fault| fault.code() == code)
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotAllowed => StatusCode::FORBIDDEN,
            _ => StatusCode::UNAUTHORIZED,
        }
    }

    /// The fault code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "3202",
            Self::NotAllowed => "3100",
            _ => "3200",
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::NoToken => "message=EmptyField; errorCode=003202; statusCode=401",
            Self::NotAllowed => "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
            _ => "message=AuthenticationFailed; errorCode=003200; statusCode=401",
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::NoToken => Some("oauth_token".to_owned()),
            Self::Malformed => Some("Malformed bearer token: too short or too long".to_owned()),
            Self::Unknown => Some("Cannot find OAuth2 token".to_owned()),
            Self::Expired(start) => Some(format!("Token expired: {start}…")),
            Self::Revoked(start) => Some(format!("Token revoked: {start}…")),
            Self::NotAllowed => None,
        }
    }

    /// The reply body as XML: the shape of all other faults (as seen of throttling, fact sheet 5).
    pub(crate) fn xml(&self, now: Timestamp) -> String {
        let error = json!({"Message": self.message(), "Detail": self.detail(), "code": self.code()});
        xml::write(&json!({"Fault": {"Error": [error], "type": self.kind()}, "time": reply_time(now)}))
    }

    fn kind(&self) -> &'static str {
        if *self == Self::NotAllowed { "SERVICE" } else { "AUTHENTICATION" }
    }

    /// The reply body.
    pub(crate) fn body(&self, now: Timestamp) -> Value {
        json!({
            "warnings": null,
            "intuitObject": null,
            "fault": {
                "error": [{
                    "message": self.message(),
                    "detail": self.detail(),
                    "code": self.code(),
                    "element": null,
                }],
                "type": self.kind(),
            },
            "report": null,
            "queryResponse": null,
            "batchItemResponse": [],
            "attachableResponse": [],
            "syncErrorResponse": null,
            "requestId": null,
            "time": now.as_millisecond(),
            "status": null,
            "cdcresponse": [],
        })
    }
}
