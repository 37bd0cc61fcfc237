//! API 2.0 over HTTP, and what is ours beside it.
//!
//! A request becomes a command or query of `app`, and its outcome a body in the shapes of the fact sheet
//! (section 2): that is all that happens here. One folder a resource: its routes, what it takes in, what it
//! gives out.
//!
//! # What it may not do
//!
//! It has no rules of the business and no SQL. Answers never tell what went wrong inside; that goes to the
//! log.
//!
//! # Where to start
//!
//! [`router`]; then the folder `customers`, which shows the shape of every resource. `request` reads what
//! clients send, `answer` writes what they get.

mod answer;
mod categories;
mod customers;
mod deleted_log;
mod documents;
mod integrations;
mod items;
mod locations;
mod request;
mod router;
mod transactions;

pub use request::MAX_BODY_BYTES;
pub use router::router;
