//! Carries changes to QuickBooks: one way, in the background, exactly once, with a log that a person can act on.
//!
//! The way of a change (ARCHITECTURE.md walks it by function names):
//!
//! 1. [`Engine::record`] writes a log entry in the transaction of the save ([`log`]) and rings the bell.
//! 2. `worker` wakes, takes the connection's lease (`lease`) and drives it (`driver`): it claims entries in order
//!    (`queue`), up to ten at once.
//! 3. `executor` reads the present state (`desired`), asks [`planner::decide`], writes an attempt (`attempt`) and
//!    only then calls QuickBooks; reply, link and status are stored together.
//! 4. `drift` reads what others have changed in QuickBooks, tells it in the log, and does what somebody chooses.
//! 5. `plan` goes through the same decisions without any call, for whoever wants to know beforehand.
//! 6. `sweep` compares books and links and queues whatever has no entry.
//!
//! What it may not do: no rule of the books, no page, no transaction that is open across a call.
//!
//! Start at [`Engine`].

mod attempt;
pub mod connection;
mod desired;
mod drift;
mod driver;
mod engine;
mod error;
mod executor;
mod lease;
mod link;
pub mod log;
mod plan;
mod queue;
mod retry;
mod seal;
mod statements;
mod sweep;
mod worker;

pub use attempt::Attempt;
pub use engine::{Engine, Parts, Service};
pub use error::Error;
pub use plan::{Plan, PlannedEnding, PlannedRecord, PlannedStatus, PlannedStep};
/// What somebody may choose when others have changed a record in QuickBooks.
pub use planner::drift::Choice;
pub use seal::{KEY_BYTES, Key};
pub use statements::statements;

/// The wake-up topic that is rung when there is something to send.
pub(crate) const TOPIC: &str = "log";
