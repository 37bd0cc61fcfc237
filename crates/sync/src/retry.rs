//! When to try again: a pure function of what happened and how often.

use jiff::{SignedDuration, Timestamp};

/// Attempts without a known outcome after which an entry counts as failed.
pub(crate) const MAX_TRIES: i64 = 8;
/// The first wait; each further one is twice as long.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// Doublings after which the longest wait is reached for certain.
const MAX_DOUBLINGS: u32 = 10;

/// The moment of the next try after `failures` failures in a row (the first one counts as 1).
pub(crate) fn next_try(now: Timestamp, failures: u32) -> Timestamp {
    let doublings = failures.saturating_sub(1).min(MAX_DOUBLINGS);
    let wait = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_five_minutes() {
        let wait = |failures| next_try(Timestamp::UNIX_EPOCH, failures).as_second();
        assert_eq!([0, 1, 2, 3, 4, 9, 10, 1_000].map(wait), [1, 1, 2, 4, 8, 256, 300, 300]);
    }
}
