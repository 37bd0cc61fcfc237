//! What came of the inputs.

use std::fmt;
use std::time::Duration;

/// Characters of an input that are shown.
const SHOWN_MAX: usize = 4_000;

/// Failures that are shown; more would only hide the first.
const FAILURES_SHOWN_MAX: usize = 10;

/// Counts, and what must not have been.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The seed of the run.
    pub seed: u64,
    /// Requests sent.
    pub inputs: u64,
    /// Those answered with 2xx.
    pub accepted: u64,
    /// Those answered with 3xx or 4xx.
    pub refused: u64,
    /// Panics and answers with 5xx.
    pub failures: Vec<Failure>,
    /// How long it took.
    pub took: Duration,
}

/// An input that the emulator could not bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The block it is in; with the seed it repeats the failure.
    pub block: u64,
    /// Its number in the block, from 1.
    pub number: u64,
    /// What came of it.
    pub outcome: String,
    /// The request as text.
    pub input: String,
}

impl Report {
    /// Adds what came of other inputs of the run.
    pub(crate) fn add(&mut self, other: Self) {
        self.inputs += other.inputs;
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.failures.extend(other.failures);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in self.failures.iter().take(FAILURES_SHOWN_MAX) {
            writeln!(
                f,
                "{failure}\nrepeat it: cargo xtask fuzz --seed {} --block {}\n",
                self.seed, failure.block
            )?;
        }
        let (seconds, seed) = (self.took.as_secs(), self.seed);
        write!(f, "{} inputs in {seconds} s with seed {seed}: ", self.inputs)?;
        let Self { accepted, refused, failures, .. } = self;
        write!(f, "{accepted} accepted, {refused} refused, {} panics or 5xx", failures.len())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.input.chars().take(SHOWN_MAX).collect();
        write!(f, "block {}, input {} {}\n{shown}", self.block, self.number, self.outcome)
    }
}
