//! The client as its callers see it, against a transport that follows a script.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod client;
mod fault;
mod http_transport;
mod limiter;
mod model;
mod oauth;
mod query;
mod script;
mod secrets;
