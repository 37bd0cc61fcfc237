//! Bad input for the emulator: query text, JSON and XML bodies and paths, made by chance and from valid ones, for companies in
//! the US, Great Britain and Canada.
//!
//! Whatever comes in, the emulator must not panic and not answer 5xx, which it may only do when told to. Inputs come
//! in [blocks](Plan): each has a fresh emulator and follows from the seed and its number alone, so that a failure can be
//! repeated without what came before it.
//!
//! It may not look into the emulator: it calls its router.
//!
//! Start at [`run`].

mod abroad;
mod block;
mod corpus;
mod dice;
mod input;
mod report;
mod run;

pub use report::{Failure, Report};
pub use run::{Plan, run};
