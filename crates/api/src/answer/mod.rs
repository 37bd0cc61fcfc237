//! What clients get: bodies of success, bodies of refusal, and how single values are written.

mod envelope;
mod failure;
mod moment;
mod number;
mod problem;

pub(crate) use envelope::{Gone, Kept, Resource, Rows, Viewed};
pub(crate) use failure::tell_failures;
pub(crate) use moment::{Day, Moment};
pub(crate) use number::Number;
pub(crate) use problem::Problem;
