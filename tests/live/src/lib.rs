//! The whole program, live: a server and an emulator over real sockets in this process, connected the way a user
//! connects them.
//!
//! Trials that take the public way stand on it, such as Northwind and the bench. Tests of one rule have
//! `testkit::stack`, which needs no sockets and moves its clock by hand.
//!
//! It may not enter or compare anything by itself: [`Api`] is the way into the books, [`Remote`] the view of what
//! has arrived.
//!
//! Start at [`Live`].

mod api;
mod emulated;
mod http;
mod program;
mod quiet;
mod remote;
mod setup;
mod unsent;

pub use api::{Api, Resource};
pub use program::Live;
pub use qbo_emulator::Seed;
pub use remote::{Calls, Remote};
pub use setup::{Database, Layer, Setup};
