//! Who listens.

use super::payload::Form;
use crate::books::Change;
use crate::calling::{CallError, loopback};
use crate::entity::by_name;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Longest aggregation (fact sheet 13.1).
const AGGREGATE_MAX_SECONDS: u32 = 300;

/// An endpoint that fails for so long is switched off (fact sheet 13.1).
const FAILING_MAX: SignedDuration = SignedDuration::from_hours(24);

/// What a control call asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    url: String,
    /// The key of the signatures. Absent: one is made.
    #[serde(default)]
    verifier_token: Option<String>,
    #[serde(default)]
    form: Form,
    /// Names of entities; empty stands for all.
    #[serde(default)]
    entities: Vec<String>,
    /// So long changes are collected into one message.
    #[serde(default)]
    aggregate_seconds: u32,
}

/// One listener.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(crate) verifier_token: String,
    pub(crate) form: Form,
    pub(crate) entities: Vec<String>,
    pub(crate) aggregate_seconds: u32,
    /// Since when no message has been taken.
    pub(crate) failing_since: Option<Timestamp>,
    /// Nothing more is sent: it failed for a day.
    pub(crate) disabled: bool,
}

impl Endpoint {
    /// A listener as wished. `token` is its verifier token if the wish brings none.
    ///
    /// # Errors
    /// What does not fit, in words.
    pub(crate) fn new(wish: Wish, token: String) -> Result<Self, String> {
        loopback(&wish.url).map_err(|error: CallError| error.to_string())?;
        if let Some(name) = wish.entities.iter().find(|name| by_name(name).is_none()) {
            return Err(format!("entities has {name}: each must be an entity such as Invoice"));
        }
        if wish.aggregate_seconds > AGGREGATE_MAX_SECONDS {
            return Err(format!("aggregate_seconds is at most {AGGREGATE_MAX_SECONDS}"));
        }
        Ok(Self {
            url: wish.url,
            verifier_token: wish.verifier_token.unwrap_or(token),
            form: wish.form,
            entities: wish.entities,
            aggregate_seconds: wish.aggregate_seconds,
            failing_since: None,
            disabled: false,
        })
    }

    /// Whether it wants to be told of a change.
    pub(super) fn wants(&self, change: &Change) -> bool {
        let named = |name: &String| name.eq_ignore_ascii_case(change.entity);
        !self.disabled && (self.entities.is_empty() || self.entities.iter().any(named))
    }

    /// Notes how a message went.
    pub(super) fn went(&mut self, taken: bool, now: Timestamp) {
        if taken {
            self.failing_since = None;
            return;
        }
        let since = *self.failing_since.get_or_insert(now);
        self.disabled = now.duration_since(since) >= FAILING_MAX;
    }
}
