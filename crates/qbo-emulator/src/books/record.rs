//! One stored object.

use super::{Body, Id};
use crate::wire::stamp;
use jiff::Timestamp;
use serde_json::{Value, json};

/// An object of an entity. `body` has everything but the members that every entity has.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) id: Id,
    /// Grows by one with every write, also with changes that the service makes itself (fact sheet 2.5).
    pub(crate) sync_token: u64,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) body: Body,
}

impl Record {
    /// The first version of an object.
    pub(crate) fn new(id: Id, body: impl Into<Body>, now: Timestamp) -> Self {
        Self { id, sync_token: 0, created: now, updated: now, body: body.into() }
    }

    /// The next version of this object.
    pub(crate) fn next(&self, body: impl Into<Body>, now: Timestamp) -> Self {
        Self {
            id: self.id.clone(),
            sync_token: self.sync_token + 1,
            created: self.created,
            updated: now,
            body: body.into(),
        }
    }

    /// A copy to be looked into, by which the record itself stays folded.
    pub(crate) fn unfolded(&self) -> Self {
        Self { id: self.id.clone(), body: self.body.to_object().into(), ..*self }
    }

    /// `MetaData`.
    pub(crate) fn meta(&self) -> Value {
        json!({"CreateTime": stamp(self.created), "LastUpdatedTime": stamp(self.updated)})
    }
}
