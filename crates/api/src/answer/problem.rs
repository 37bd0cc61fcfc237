//! Why a request was not done: status and body (fact sheet 2.1, error statuses).

use super::failure::Failure;
use app::Error;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use domain::Refusals;
use serde_json::{Map, Value, json};

/// Why a request was not done.
#[derive(Debug)]
pub(crate) enum Problem {
    /// 200: it was to be planned only; what QuickBooks would be told.
    Planned(Value),
    /// 400: the body is not JSON; why.
    NotJson(String),
    /// 401: no key, or an unknown one.
    Unauthorized,
    /// 404: the path leads nowhere.
    NoSuchPath,
    /// 404: the record or the page isn't there; what isn't.
    NotFound(String),
    /// 405: the path is there, but not for this method.
    Method,
    /// 413: the body is too large.
    TooLarge,
    /// 422: the input breaks rules.
    Refused(Refusals),
    /// 500 or 503: something failed on our side. The client gets a reference, the log gets the cause.
    Failed(Failure),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusals) => Self::Refused(refusals),
            Error::NotFound { .. } | Error::NoSuchPage { .. } => Self::NotFound(sentence(&error.to_string())),
            Error::SignIn => Self::Unauthorized,
            Error::Planned(plan) => Self::Planned(plan),
            Error::Database(cause) if cause.is_transient() => Self::Failed(Failure::busy(cause.to_string())),
            Error::Database(_) | Error::Hashing(_) | Error::Unplannable(_) => {
                Self::Failed(Failure::inside(error.to_string()))
            }
        }
    }
}

impl From<sync::Error> for Problem {
    fn from(error: sync::Error) -> Self {
        match error {
            sync::Error::NoEntry(_) => Self::NotFound(sentence(&error.to_string())),
            sync::Error::NotRetriable(_) => {
                Self::Refused(Refusals::one("status", "retriable", sentence(&error.to_string())))
            }
            sync::Error::NotOffered { .. } => {
                Self::Refused(Refusals::one("choice", "offered", sentence(&error.to_string())))
            }
            sync::Error::SwitchedOff => {
                Self::Refused(Refusals::one("quickbooks", "enabled", sentence(&error.to_string())))
            }
            sync::Error::SettingsRefused(refusals) => Self::Refused(refusals),
            sync::Error::NotConnected => Self::NotFound(sentence(&error.to_string())),
            sync::Error::Unavailable(_) | sync::Error::Refused(_) | sync::Error::LoginLost(_) => {
                Self::Refused(Refusals::one("quickbooks", "answer", sentence(&error.to_string())))
            }
            sync::Error::Database(cause) => Error::Database(cause).into(),
            other => Self::Failed(Failure::inside(other.to_string())),
        }
    }
}

impl From<Refusals> for Problem {
    fn from(refusals: Refusals) -> Self {
        Self::Refused(refusals)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Self::Planned(plan) => Json(json!({ "plan": plan })).into_response(),
            Self::NotJson(why) => {
                message(StatusCode::BAD_REQUEST, format!("The body is not valid JSON: {why}"))
            }
            Self::Unauthorized => unauthorized(),
            Self::NoSuchPath => message(StatusCode::NOT_FOUND, "There is nothing at this address"),
            Self::NotFound(what) => message(StatusCode::NOT_FOUND, what),
            Self::Method => message(StatusCode::METHOD_NOT_ALLOWED, "This address does not take this method"),
            Self::TooLarge => {
                let most = crate::MAX_BODY_BYTES;
                message(StatusCode::PAYLOAD_TOO_LARGE, format!("The body is larger than {most} bytes"))
            }
            Self::Refused(refusals) => refused(&refusals),
            Self::Failed(failure) => failure.into_response(),
        }
    }
}

pub(super) fn message(status: StatusCode, text: impl Into<String>) -> Response {
    (status, Json(json!({ "message": text.into() }))).into_response()
}

fn unauthorized() -> Response {
    let text = "Send an API key as the user name of HTTP Basic authentication";
    let mut response = message(StatusCode::UNAUTHORIZED, text);
    response
        .headers_mut()
        .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Counterfoil API\""));
    response
}

/// Field → rule → text.
fn refused(refusals: &Refusals) -> Response {
    let mut errors = Map::new();
    for refusal in refusals.iter() {
        let rules = errors.entry(refusal.field.clone()).or_insert_with(|| Value::Object(Map::new()));
        rules[refusal.rule] = Value::from(refusal.text.clone());
    }
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "message": { "errors": errors } }))).into_response()
}

/// The text with a capital letter, because here it stands alone.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
