//! The fault that the accounting service itself answers with.

use super::Code;
use crate::wire::reply_time;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

/// One refusal: status, type, code, message, detail and the element it is about (fact sheet 6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) status: StatusCode,
    pub(crate) kind: Box<str>,
    pub(crate) code: Box<str>,
    pub(crate) message: Box<str>,
    pub(crate) detail: String,
    pub(crate) element: Option<Box<str>>,
}

impl Fault {
    /// A ValidationFault with status 400.
    pub(crate) fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "ValidationFault".into(),
            code: code.number.into(),
            message: code.message.into(),
            detail: detail.into(),
            element: None,
        }
    }

    /// Names the member of the request that is at fault.
    pub(crate) fn element(mut self, name: impl Into<Box<str>>) -> Self {
        self.element = Some(name.into());
        self
    }

    /// 2020: a member that must be there is not.
    pub(crate) fn missing(name: &str) -> Self {
        Self::new(Code::MISSING, format!("Required parameter {name} is missing in the request")).element(name)
    }

    /// 2010: a member that the entity does not have.
    pub(crate) fn unknown_property(name: &str) -> Self {
        let detail = format!("Property Name:{name} specified is unsupported or invalid");
        Self::new(Code::UNKNOWN_PROPERTY, detail).element(name)
    }

    /// 2010: a body, or an object inside it, that can't be read.
    pub(crate) fn unreadable() -> Self {
        Self::unknown_property("failed to parse json object; a property").about_nothing()
    }

    /// 2030: an id that can't be one.
    pub(crate) fn no_id(id: &str) -> Self {
        Self::new(Code::INVALID_ID, format!("Id should be a valid number. Supplied value:{id}")).element("Id")
    }

    /// 500: a body that is not UTF-8 (fact sheet 2.4).
    pub(crate) fn not_utf8() -> Self {
        Self::new(
            Code::UNSUPPORTED_OPERATION,
            "com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: \
             Invalid byte 1 of 1-byte UTF-8 sequence is not supported.",
        )
    }

    /// 500: an operation that the entity does not have.
    pub(crate) fn unsupported(operation: &str) -> Self {
        Self::new(Code::UNSUPPORTED_OPERATION, format!("Operation {operation} is not supported."))
            .element("Operation")
    }

    /// 10000: the service's own failure, which comes with status 200 (observed 2026, fact sheet 2.7).
    pub(crate) fn crash() -> Self {
        let detail = "System Failure Error: java.lang.UnsupportedOperationException";
        let mut fault = Self::new(Code::SYSTEM_FAILURE, detail).element("SystemFailureError");
        fault.status = StatusCode::OK;
        fault.kind = "SystemFault".into();
        fault
    }

    /// 610: no object has this id, or it has been deleted.
    pub(crate) fn not_found() -> Self {
        Self::new(
            Code::NOT_FOUND,
            "Object Not Found : Something you're trying to use has been made inactive. \
             Check the fields with accounts, customers, items, vendors or employees.",
        )
    }

    /// 2500: a reference to nothing. `names` is the service's word for the kind, such as `Names`.
    pub(crate) fn no_reference(names: &str, id: &str) -> Self {
        Self::new(Code::REFERENCE, format!("Invalid Reference Id : {names} element id {id} not found"))
            .element("")
    }

    /// 2500: a reference to something inactive. `names` is the kind in lower case, such as `customers`.
    pub(crate) fn inactive_reference(names: &str) -> Self {
        let detail = format!(
            "Invalid Reference Id : Something you're trying to use has been made inactive. \
             Check the fields with {names}."
        );
        Self::new(Code::REFERENCE, detail).element("")
    }

    /// 5010: somebody else wrote the object first.
    pub(crate) fn stale() -> Self {
        Self::new(
            Code::STALE,
            "Stale Object Error : You and Craig Carlson were working on this at the same time. \
             Craig Carlson finished before you did, so your work was not saved.",
        )
    }

    /// 5030: something that the company has switched off (the code is assumed).
    pub(crate) fn switched_off(what: &str) -> Self {
        Self::new(Code::FEATURE, format!("Feature Not Supported : {what} are switched off for this company"))
            .element("")
    }

    /// 6000: a business rule, with the text that the service shows (fact sheet 6.4).
    pub(crate) fn business(text: &str) -> Self {
        Self::new(Code::BUSINESS, format!("Business Validation Error: {text}")).element("")
    }

    /// The fault with this code, in the type and with the status that it comes with; 6000 for a code that the service
    /// does not have.
    pub(crate) fn by_code(code: &str, text: &str) -> Self {
        let known = Code::by_number(code).unwrap_or(Code::BUSINESS);
        let mut fault = match known {
            Code::BUSINESS => Self::business(text),
            known => Self::new(known, format!("{} : {text}", known.message)),
        };
        let (status, kind) = match code {
            "100" | "110" => (StatusCode::UNAUTHORIZED, "AuthenticationFault"),
            "120" => (StatusCode::BAD_REQUEST, "AuthorizationFault"),
            "3001" => (StatusCode::TOO_MANY_REQUESTS, "SERVICE"),
            "3100" => (StatusCode::FORBIDDEN, "SERVICE"),
            "3200" | "3202" => (StatusCode::UNAUTHORIZED, "AUTHENTICATION"),
            "10000" => (StatusCode::INTERNAL_SERVER_ERROR, "SystemFault"),
            _ => (StatusCode::BAD_REQUEST, "ValidationFault"),
        };
        fault.code = code.into();
        fault.status = status;
        fault.kind = kind.into();
        fault
    }

    /// The `Fault` object, as it stands in a reply or in one item of a batch.
    pub(crate) fn object(&self) -> Value {
        let mut error = json!({"Message": self.message, "Detail": self.detail, "code": self.code});
        if let Some(element) = &self.element {
            error["element"] = json!(element);
        }
        json!({"Error": [error], "type": self.kind})
    }

    /// The whole reply body.
    pub(crate) fn body(&self, now: Timestamp) -> Value {
        json!({"Fault": self.object(), "time": reply_time(now)})
    }

    fn about_nothing(mut self) -> Self {
        self.element = None;
        self
    }
}
