//! Where random bytes come from.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::sync::{Mutex, PoisonError};

/// A source of random bytes, good enough for keys and tokens unless it says otherwise.
pub trait Randomness: Send + Sync + std::fmt::Debug {
    /// Fills `bytes` from the source.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's random source.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsRandomness;

impl Randomness for OsRandomness {
    /// # Panics
    /// When the operating system has no random source: no key made then could be trusted.
    #[expect(clippy::panic, reason = "a program without randomness must not go on to make keys")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gave no random bytes: {error}");
        }
    }
}

/// Bytes that follow from a seed. For tests and simulations only: whoever knows the seed knows the bytes.
#[derive(Debug)]
pub struct SeededRandomness {
    generator: Mutex<ChaCha20Rng>,
}

impl SeededRandomness {
    /// The sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self { generator: Mutex::new(ChaCha20Rng::seed_from_u64(seed)) }
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        self.generator.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        let draw = |seed| {
            let mut bytes = [0; 16];
            SeededRandomness::new(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn the_operating_system_fills_the_bytes() {
        let mut bytes = [0; 32];
        OsRandomness.fill(&mut bytes);
        assert_ne!(bytes, [0; 32]);
    }
}
