//! A stateful QuickBooks Online stand-in for tests and demos: OAuth, the Accounting API, and a control API under
//! `/_emulator/` to look inside and make trouble.
//!
//! It is the ground truth that clients are tested against, so it shares nothing with any client: JSON objects are
//! checked against its own field tables, and its rules come from the vendor's documentation and from what has been
//! seen of the service. `docs/emulator/behaviours.md` lists each rule with its source and its test.
//!
//! Start at [`Emulator`]. Inside: `gateway` lets a request in, `operation` serves it, `entity` has one file per
//! entity, `field` checks members, `books` holds the state, `report` sums it up.
//!
//! It may not use any other crate of this workspace but `clock`.

mod books;
mod calling;
mod control;
mod emulator;
mod entity;
mod error;
mod fault;
mod field;
mod gateway;
mod oauth;
mod operation;
mod print;
mod query;
mod report;
mod seed;
mod state;
mod webhook;
mod window;
mod wire;
mod xml;

pub use calling::{Answer, CallError, call};
pub use emulator::{Edition, Emulator, Options, Session, Settings};
pub use error::Error;
pub use gateway::ConnectionClosed;
pub use seed::Seed;
