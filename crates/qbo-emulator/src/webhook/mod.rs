//! Webhooks: apps are told what has changed (fact sheet 13).
//!
//! [`Webhooks`] is the state: who listens, what waits to be sent. [`keep_telling`] is the task that sends it. A
//! message waits for its endpoint's aggregation to end; one that is not taken is tried again 20, 30 and 50 minutes
//! later, then dropped.

mod desk;
mod endpoint;
mod payload;
mod teller;

pub(crate) use desk::Webhooks;
pub(crate) use endpoint::{Endpoint, Wish};
pub(crate) use teller::keep_telling;
