//! Time, ids and randomness, as values that are handed in.
//!
//! Nothing else in the workspace asks the operating system what time it is, invents an id or draws a random
//! byte. A program is given the real ones; a test gives [`SteppedClock`], [`SequentialIds`] and
//! [`SeededRandomness`], and then the same input has the same outcome every time.
//!
//! Start at [`Clock`].

mod ids;
mod randomness;
mod stepped;
mod system;

pub use ids::{Ids, RandomIds, SequentialIds};
pub use randomness::{OsRandomness, Randomness, SeededRandomness};
pub use stepped::SteppedClock;
pub use system::SystemClock;

use jiff::{SignedDuration, Timestamp};

/// What time it is, and waiting until it is later.
#[async_trait::async_trait]
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment, UTC.
    fn now(&self) -> Timestamp;

    /// Returns once [`Clock::now`] is at or past `moment`; at once when it already is.
    async fn sleep_until(&self, moment: Timestamp);

    /// Returns once `duration` has passed on this clock.
    async fn sleep(&self, duration: SignedDuration) {
        let moment = self.now().saturating_add(duration).unwrap_or(Timestamp::MAX);
        self.sleep_until(moment).await;
    }
}
