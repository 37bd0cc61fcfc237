//! A checksum that is the same in every build: FNV-1a of 64 bits.

use std::hash::Hasher;

/// The sum of the bytes so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum(u64);

impl Default for Sum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        let mut sum = Sum::default();
        sum.write(b"foobar");
        assert_eq!(sum.finish(), 0x8594_4171_f739_67e8);
    }
}
