//! What the caller got wrong before anything was sent.

use crate::{Entity, Operation};

/// A value that this client refuses. What the service refuses is a [`Failure`](crate::Failure).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A request id that the service would refuse (fact sheet 2.8).
    #[error(
        "request id {value:?} is not usable: \
         give 1 to {max} characters out of A-Z, a-z, 0-9, \"-\" and \"_\"",
        max = crate::REQUEST_ID_CHARS_MAX
    )]
    RequestId {
        /// The value given.
        value: String,
    },
    /// Not the id of a company (fact sheet 1.6).
    #[error("company id {value:?} is not usable: give the digits that QuickBooks calls realmId")]
    RealmId {
        /// The value given.
        value: String,
    },
    /// Not the name of an entity.
    #[error("entity {name:?} is not known: give one of the names in Entity::ALL, such as \"Customer\"")]
    UnknownEntity {
        /// The value given.
        name: String,
    },
    /// The service has no such operation for this entity (fact sheet 2.6 and 2.7).
    #[error("{entity} has no operation {operation:?} in QuickBooks: {hint}")]
    Unsupported {
        /// The kind of object.
        entity: Entity,
        /// What was asked.
        operation: Operation,
        /// What to do in its place.
        hint: &'static str,
    },
    /// A body that lacks a member which the operation needs.
    #[error("{operation:?} of {entity} needs the member {member}: set it before sending")]
    MissingMember {
        /// The kind of object.
        entity: Entity,
        /// What was asked.
        operation: Operation,
        /// The member that is missing.
        member: &'static str,
    },
    /// A body for a create that names an existing object.
    #[error("Create of {entity} must not carry an Id, but it has {id}: send an update instead")]
    IdOnCreate {
        /// The kind of object.
        entity: Entity,
        /// The id in the body.
        id: String,
    },
    /// A body that is no JSON object.
    #[error("the body for {entity} is not a JSON object: {reason}")]
    Body {
        /// The kind of object.
        entity: Entity,
        /// What was wrong.
        reason: String,
    },
    /// A batch that the service would refuse (fact sheet 2.8 and 4.1).
    #[error("this batch is not usable: {reason}")]
    Batch {
        /// What was wrong, and what is allowed.
        reason: String,
    },
    /// The means of sending could not be set up.
    #[error("secure connections can't be set up: {reason}; install the system's CA certificates")]
    Tls {
        /// What was wrong.
        reason: String,
    },
}
