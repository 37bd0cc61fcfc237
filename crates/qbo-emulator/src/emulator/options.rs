//! What an emulator is built from.

use super::Settings;
use crate::Seed;
use clock::{Clock, Randomness};
use std::sync::Arc;

/// Clock, randomness, seeds and settings of a new emulator.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time that everything goes by. `POST /_emulator/clock` moves the emulator's own time away from it.
    pub clock: Arc<dyn Clock>,
    /// Where tokens come from.
    pub randomness: Arc<dyn Randomness>,
    /// What the first company holds at the start.
    pub seed: Seed,
    /// What further companies hold at the start, one a seed.
    pub further: Vec<Seed>,
    /// How the companies behave where the service leaves a choice.
    pub settings: Settings,
}

impl Options {
    /// The sandbox company with the settings of the service.
    pub fn new(clock: Arc<dyn Clock>, randomness: Arc<dyn Randomness>) -> Self {
        Self { clock, randomness, seed: Seed::SandboxUs, further: Vec::new(), settings: Settings::default() }
    }
}
