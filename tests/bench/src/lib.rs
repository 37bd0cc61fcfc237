//! The bench: how fast a save is, how soon it reaches QuickBooks, and how many calls it takes.
//!
//! Server and emulator run in one process with one clock; saves go through the public HTTP API. What is measured is
//! told in `measure`'s modules, a figure each. Every loop ends after a number that stands in a constant.
//!
//! It may not judge: it prints figures and the conditions they came from. `docs/performance.md` has those of a run.
//!
//! Start at [`run`].

mod arrivals;
mod figure;
mod machine;
mod measure;
mod shop;

pub use machine::conditions;
pub use measure::run;
