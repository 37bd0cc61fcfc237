//! An answer on its way in.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::{
    Failure, FailureKind, Fault, Response,
    failure::{capped, classify},
    redaction::without_secrets,
};

/// An answer, with the token that must not show up in what is said about it.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    pub(super) response: Response,
    pub(super) token: &'a SecretString,
}

impl Answer<'_> {
    /// Takes what was asked for out of the answer.
    ///
    /// # Errors
    /// A failure when the answer is one, or when `take` does not find what was asked for: then the
    /// call may have had its effect all the same.
    pub(super) fn read<T>(
        self,
        take: impl FnOnce(Value, u16, Option<String>) -> Option<T>,
    ) -> Result<T, Failure> {
        let value = serde_json::from_slice::<Value>(&self.response.body).ok();
        let fault = value.as_ref().and_then(Fault::in_json);
        if classify(self.response.status, fault.as_ref(), None).is_none()
            && let Some(value) = value
            && let Some(taken) = take(value, self.response.status, self.response.headers.intuit_tid.clone())
        {
            return Ok(taken);
        }
        Err(self.failure())
    }

    fn failure(self) -> Failure {
        let Response { status, headers, body } = self.response;
        let text = without_secrets(&String::from_utf8_lossy(&body), &[self.token.expose_secret()]);
        let fault = Fault::read(&text);
        let kind = classify(status, fault.as_ref(), headers.retry_after.as_deref());
        Failure {
            kind: kind.unwrap_or(FailureKind::Unknown),
            http_status: Some(status),
            fault,
            intuit_tid: headers.intuit_tid,
            text: capped(text),
        }
    }
}
