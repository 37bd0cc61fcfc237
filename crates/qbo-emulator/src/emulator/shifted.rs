//! The emulator's own time: that of its clock, moved by control calls.

use clock::Clock;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that runs along with another one, some milliseconds away from it.
#[derive(Debug)]
pub(crate) struct ShiftedClock {
    base: Arc<dyn Clock>,
    shift_ms: AtomicI64,
}

impl ShiftedClock {
    pub(crate) fn new(base: Arc<dyn Clock>) -> Self {
        Self { base, shift_ms: AtomicI64::new(0) }
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Timestamp {
        let shift = SignedDuration::from_millis(self.shift_ms.load(Ordering::Relaxed));
        self.base.now().saturating_add(shift).unwrap_or(Timestamp::MAX)
    }

    /// The present moment of the clock below.
    pub(crate) fn unshifted(&self) -> Timestamp {
        self.base.now()
    }

    /// How far the time is from that of the clock below.
    pub(crate) fn shift_ms(&self) -> i64 {
        self.shift_ms.load(Ordering::Relaxed)
    }

    /// Moves the time forward, or back when negative.
    pub(crate) fn advance(&self, step: SignedDuration) {
        let step = i64::try_from(step.as_millis()).unwrap_or(i64::MAX);
        let _ = self
            .shift_ms
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |shift| Some(shift.saturating_add(step)));
    }

    /// Makes it `moment` now.
    pub(crate) fn set(&self, moment: Timestamp) {
        let shift = moment.duration_since(self.base.now());
        self.shift_ms.store(i64::try_from(shift.as_millis()).unwrap_or_default(), Ordering::Relaxed);
    }

    /// Waits on the clock below: a control call does not shorten a wait.
    pub(crate) async fn sleep(&self, duration: SignedDuration) {
        self.base.sleep(duration).await;
    }
}
