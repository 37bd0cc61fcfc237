//! Where new ids come from.

use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// A source of ids that are never given out twice.
pub trait Ids: Send + Sync + std::fmt::Debug {
    /// A new id. Later ids sort after earlier ones of the same source.
    fn next(&self) -> Uuid;
}

/// Version 7 UUIDs: the time of creation, then random bits.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// Ids 1, 2, 3 … in the shape of version 7 UUIDs, for runs that must repeat exactly.
#[derive(Debug, Default)]
pub struct SequentialIds {
    last: AtomicU64,
}

impl Ids for SequentialIds {
    fn next(&self) -> Uuid {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&number.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(number, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_sort_in_the_order_they_were_given_out() {
        for ids in [&SequentialIds::default() as &dyn Ids, &RandomIds] {
            let given: Vec<Uuid> = (0..1_000).map(|_| ids.next()).collect();
            assert!(given.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn two_sequences_are_equal() {
        assert_eq!(SequentialIds::default().next(), SequentialIds::default().next());
    }
}
