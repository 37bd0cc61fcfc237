//! What clients send: who they are, ids in paths, query strings and bodies.

mod body;
mod caller;
mod fields;
mod part;
mod query;
mod record_id;
mod scalar;

pub use body::MAX_BODY_BYTES;
pub(crate) use body::{Body, GivenBody, Members};
pub(crate) use caller::Caller;
pub(crate) use fields::Fields;
pub(crate) use part::{DEFAULT_PAGE_SIZE, page, search};
pub(crate) use query::Query;
pub(crate) use record_id::RecordId;
