//! Calls that did not succeed, and what may be done next.

mod classify;

use std::{fmt, time::Duration};

pub(crate) use self::classify::classify;
use crate::{Fault, Sent, TransportError};

/// Most characters of a body that a failure keeps. Enough for every fault seen; a log must not grow
/// by whole error pages.
pub const FAILURE_TEXT_CHARS_MAX: usize = 4096;

/// A call that did not succeed. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What may be done next.
    pub kind: FailureKind,
    /// The HTTP status, when an answer came.
    pub http_status: Option<u16>,
    /// The fault, when the answer had one.
    pub fault: Option<Fault>,
    /// The vendor's name of the call, when an answer came.
    pub intuit_tid: Option<String>,
    /// The body, or what went wrong on the way; at most [`FAILURE_TEXT_CHARS_MAX`] characters.
    pub text: String,
}

/// What may be done after a call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureKind {
    /// Nothing left this machine: no effect. It may be repeated.
    NotSent,
    /// It was sent and the outcome is not known: time-out, broken connection, 5xx, an answer that
    /// can't be read, or the word that the same request id is at work (600). A write may be sent
    /// again only with the same request id.
    Unknown,
    /// Too many calls: not executed. It may be repeated later.
    Throttled {
        /// How long to wait, when the service said so.
        retry_after: Option<Duration>,
    },
    /// The access token is not accepted: refresh it once, then repeat.
    Unauthorized,
    /// Refused for good, with or without a fault: repeating the same changes nothing.
    Refused,
}

impl Failure {
    /// The code of the first error of the fault (fact sheet 6.3).
    pub fn code(&self) -> Option<&str> {
        self.fault.as_ref().and_then(Fault::code)
    }

    /// A request that could not be made.
    pub(crate) fn not_sent(text: impl Into<String>) -> Self {
        Self::without_answer(FailureKind::NotSent, text.into())
    }

    /// A request that went out or not, and has no answer.
    pub(crate) fn from_transport(error: TransportError) -> Self {
        let kind = match error.sent {
            Sent::No => FailureKind::NotSent,
            Sent::Maybe => FailureKind::Unknown,
        };
        Self::without_answer(kind, error.message)
    }

    fn without_answer(kind: FailureKind, text: String) -> Self {
        Self { kind, http_status: None, fault: None, intuit_tid: None, text: capped(text) }
    }
}

/// The first [`FAILURE_TEXT_CHARS_MAX`] characters.
pub(crate) fn capped(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(FAILURE_TEXT_CHARS_MAX) {
        text.truncate(end);
    }
    text
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FailureKind::NotSent => write!(f, "QuickBooks was not reached: {}", self.text)?,
            FailureKind::Unknown => write!(f, "the outcome in QuickBooks is not known")?,
            FailureKind::Throttled { .. } => write!(f, "QuickBooks asks to slow down")?,
            FailureKind::Unauthorized => write!(f, "QuickBooks does not accept the access token")?,
            FailureKind::Refused => write!(f, "QuickBooks refused")?,
        }
        if let Some(status) = self.http_status {
            write!(f, " (HTTP {status})")?;
        }
        match &self.fault {
            Some(fault) => write!(f, ": {fault}"),
            None if self.kind == FailureKind::Unknown && !self.text.is_empty() => {
                write!(f, ": {}", self.text)
            }
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}
