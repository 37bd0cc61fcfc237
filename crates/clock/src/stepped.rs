//! A clock that moves only when it is told to.

use crate::Clock;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A clock for tests and simulations: it stands still until [`SteppedClock::advance`] or [`SteppedClock::set`].
///
/// Clones share the same time. Sleepers wake in the step that reaches their moment.
#[derive(Debug, Clone)]
pub struct SteppedClock {
    time: watch::Sender<Timestamp>,
}

impl SteppedClock {
    /// A clock that shows `start`.
    pub fn new(start: Timestamp) -> Self {
        Self { time: watch::Sender::new(start) }
    }

    /// Moves the clock forward (or, with a negative duration, back) by `step`.
    pub fn advance(&self, step: SignedDuration) {
        self.time.send_modify(|now| *now = now.saturating_add(step).unwrap_or(Timestamp::MAX));
    }

    /// Sets the clock to `moment`.
    pub fn set(&self, moment: Timestamp) {
        self.time.send_replace(moment);
    }
}

#[async_trait::async_trait]
impl Clock for SteppedClock {
    fn now(&self) -> Timestamp {
        *self.time.borrow()
    }

    async fn sleep_until(&self, moment: Timestamp) {
        let mut time = self.time.subscribe();
        // The sender lives in `self`, so waiting can't fail while this borrow lasts.
        let _ = time.wait_for(|now| *now >= moment).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_its_moment_is_reached_and_not_before() {
        let clock = SteppedClock::new(Timestamp::UNIX_EPOCH);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep(SignedDuration::from_secs(10)).await }
        });
        tokio::task::yield_now().await;
        clock.advance(SignedDuration::from_secs(9));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(SignedDuration::from_secs(1));
        sleeper.await.unwrap();
        assert_eq!(clock.now(), Timestamp::from_second(10).unwrap());
    }

    #[tokio::test]
    async fn a_moment_in_the_past_is_no_wait() {
        let clock = SteppedClock::new(Timestamp::from_second(100).unwrap());
        clock.sleep_until(Timestamp::from_second(99).unwrap()).await;
    }
}
