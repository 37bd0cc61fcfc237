//! The way in: sign-in, limits and trouble, then the operation, then the journal.

mod call;
mod compress;
mod download;
mod flow;
mod journal;
mod meanwhile;
mod pages;
mod payload;
mod reply;
mod sense;
mod service;
mod throttle;
mod trouble;

pub(crate) use call::Call;
pub(crate) use flow::{accounting, with_trouble};
pub(crate) use journal::{Entry, Journal, Wanted};
pub(crate) use pages::no_such_page;
pub(crate) use payload::Payload;
pub use reply::ConnectionClosed;
pub(crate) use reply::{Reply, Trace};
pub(crate) use throttle::Throttle;
pub(crate) use trouble::{Rule, Rules};

use crate::emulator::Emulator;
use axum::Router;
use axum::routing::any;

/// The Accounting API.
pub(crate) fn routes() -> Router<Emulator> {
    Router::new().route("/v3/company/{realm}/{*rest}", any(accounting))
}
