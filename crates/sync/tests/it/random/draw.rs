//! The same draws for the same seed (SplitMix64).

pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut draw = self.0;
        draw = (draw ^ (draw >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        draw = (draw ^ (draw >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        draw ^ (draw >> 31)
    }

    /// 0 to `end`, without `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(super) fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    pub(super) fn of<T: Clone>(&mut self, choices: &[T]) -> Option<T> {
        let end = u64::try_from(choices.len()).ok().filter(|end| *end > 0)?;
        usize::try_from(self.below(end)).ok().and_then(|index| choices.get(index)).cloned()
    }
}
