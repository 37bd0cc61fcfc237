//! Choices that follow from a seed.

use clock::{OsRandomness, Randomness, SeededRandomness};

/// A sequence of choices.
pub(super) struct Draw(SeededRandomness);

impl Draw {
    /// The sequence of this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededRandomness::new(seed))
    }

    /// A number below `end`, which is not zero.
    pub(super) fn below(&self, end: u64) -> u64 {
        number(&self.0) % end
    }

    /// One of `rows`, if there is any.
    pub(super) fn one<'a, T>(&self, rows: &'a [T]) -> Option<&'a T> {
        let end = u64::try_from(rows.len()).ok().filter(|&end| end > 0)?;
        usize::try_from(self.below(end)).ok().and_then(|index| rows.get(index))
    }
}

/// A seed that nobody has chosen.
pub(super) fn new_seed() -> u64 {
    number(&OsRandomness)
}

fn number(from: &dyn Randomness) -> u64 {
    let mut bytes = [0; 8];
    from.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
