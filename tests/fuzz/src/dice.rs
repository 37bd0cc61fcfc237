//! Chance that follows from a seed, the same in every version of every library.

/// A sequence of numbers (SplitMix64).
#[derive(Debug)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// The sequence of a block.
    pub(crate) fn new(seed: u64, block: u64) -> Self {
        Self { state: seed ^ block.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, and 0 for 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// Yes in `percent` of 100 cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the things; there must be some.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_block_give_the_same_numbers_and_others_do_not() {
        let draw = |seed, block| {
            let mut dice = Dice::new(seed, block);
            [dice.next(), dice.next(), dice.next()]
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert_ne!(draw(1, 2), draw(2, 2));
    }

    #[test]
    fn a_chance_is_about_what_it_says() {
        let mut dice = Dice::new(7, 0);
        let hits = (0..10_000).filter(|_| dice.chance(30)).count();
        assert!((2_700..3_300).contains(&hits), "{hits}");
    }
}
