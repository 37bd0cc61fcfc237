//! The emulator's own time: that of its clock, moved by control calls.

use clock::Clock;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio::sync::watch;

/// A clock that runs along with another one, some milliseconds away from it.
#[derive(Debug)]
pub(crate) struct ShiftedClock {
    base: Arc<dyn Clock>,
    shift_ms: watch::Sender<i64>,
}

impl ShiftedClock {
    pub(crate) fn new(base: Arc<dyn Clock>) -> Self {
        Self { base, shift_ms: watch::Sender::new(0) }
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Timestamp {
        let shift = SignedDuration::from_millis(self.shift_ms());
        self.base.now().saturating_add(shift).unwrap_or(Timestamp::MAX)
    }

    /// The present moment of the clock below.
    pub(crate) fn unshifted(&self) -> Timestamp {
        self.base.now()
    }

    /// How far the time is from that of the clock below.
    pub(crate) fn shift_ms(&self) -> i64 {
        *self.shift_ms.borrow()
    }

    /// Moves the time forward, or back when negative.
    pub(crate) fn advance(&self, step: SignedDuration) {
        let step = i64::try_from(step.as_millis()).unwrap_or(i64::MAX);
        self.shift_ms.send_modify(|shift| *shift = shift.saturating_add(step));
    }

    /// Makes it `moment` now.
    pub(crate) fn set(&self, moment: Timestamp) {
        let shift = moment.duration_since(self.base.now());
        self.shift_ms.send_replace(i64::try_from(shift.as_millis()).unwrap_or_default());
    }

    /// Waits until so much of this time has passed. Moving the time shortens or lengthens the wait.
    pub(crate) async fn sleep(&self, duration: SignedDuration) {
        let moment = self.now().saturating_add(duration).unwrap_or(Timestamp::MAX);
        let mut moved = self.shift_ms.subscribe();
        loop {
            let left = moment.duration_since(self.now());
            if left <= SignedDuration::ZERO {
                return;
            }
            tokio::select! {
                () = self.base.sleep(left) => {}
                // The sender lives in `self`, so waiting can't fail while this borrow lasts.
                _ = moved.changed() => {}
            }
        }
    }

    /// Waits on the clock below, whatever becomes of this time.
    pub(crate) async fn rest(&self, duration: SignedDuration) {
        self.base.sleep(duration).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::SteppedClock;

    fn clocks() -> (SteppedClock, Arc<ShiftedClock>) {
        let below = SteppedClock::new(Timestamp::UNIX_EPOCH);
        (below.clone(), Arc::new(ShiftedClock::new(Arc::new(below))))
    }

    #[tokio::test]
    async fn a_wait_ends_when_either_clock_has_been_moved_far_enough() {
        let (below, shifted) = clocks();
        let waiting = tokio::spawn({
            let shifted = Arc::clone(&shifted);
            async move { shifted.sleep(SignedDuration::from_secs(120)).await }
        });
        tokio::task::yield_now().await;
        below.advance(SignedDuration::from_secs(60));
        shifted.advance(SignedDuration::from_secs(59));
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        assert!(!waiting.is_finished());
        shifted.advance(SignedDuration::from_secs(1));
        waiting.await.unwrap();
    }

    #[tokio::test]
    async fn a_rest_ends_by_the_clock_below_alone() {
        let (below, shifted) = clocks();
        let resting = tokio::spawn({
            let shifted = Arc::clone(&shifted);
            async move { shifted.rest(SignedDuration::from_secs(1)).await }
        });
        tokio::task::yield_now().await;
        shifted.advance(SignedDuration::from_secs(3_600));
        tokio::task::yield_now().await;
        assert!(!resting.is_finished());
        below.advance(SignedDuration::from_secs(1));
        resting.await.unwrap();
    }
}
