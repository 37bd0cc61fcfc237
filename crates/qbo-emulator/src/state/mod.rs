//! The file that keeps an emulator's state: one JSON object a line, and a last line by which damage is noticed.
//!
//! What follows from something else is not written: indexes are built anew. The journal, counters and rules for
//! trouble belong to a run, and end with it.

mod file;
mod line;
mod sum;

pub(crate) use file::{read, write};
pub(crate) use line::{Head, Line, Of};
pub(crate) use sum::Sum;
