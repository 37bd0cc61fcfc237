//! A throw-away PostgreSQL server.
//!
//! `cargo xtask test` starts one for the whole run and hands it on in `DATABASE_URL`. A test that is run by itself
//! finds no such address and starts one of its own, which takes two or three seconds.
//!
//! # What it may not do
//!
//! It uses no crate of ours: `cargo xtask` must start while one of them doesn't compile. Tests find it as
//! `testkit::postgres`.
//!
//! # Where to start
//!
//! [`Cluster::start`] makes a server; [`server_address`] is what a test asks for.

mod account;
mod cluster;
mod installation;

pub use cluster::{ADDRESS_VARIABLE, Cluster, server_address};
pub use installation::{INSTALL, is_installed};
