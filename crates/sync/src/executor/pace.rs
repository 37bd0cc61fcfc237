//! Holds calls back so that one company is never called faster than QuickBooks allows (fact sheet 5).

use jiff::Timestamp;
use quickbooks::{Admission, Limiter, Limits, Start};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

use crate::Engine;

/// The pace of one connection.
#[derive(Debug)]
pub(crate) struct Pace {
    limiter: Mutex<Limiter>,
    freed: Notify,
}

/// The right to make one call; ends when dropped.
pub(crate) struct Permit<'a> {
    pace: &'a Pace,
}

impl Pace {
    /// The pace of a connection over which calls were started at `starts`, by whoever drove it before.
    pub(crate) fn resumed(limits: Limits, starts: Vec<Start>) -> Self {
        Self { limiter: Mutex::new(Limiter::resumed(limits, starts)), freed: Notify::new() }
    }

    /// Waits until a call may be made. After a refusal for speed it gives the end of the pause instead: whoever asks
    /// puts its work back rather than sit on it.
    pub(crate) async fn start(&self, engine: &Engine) -> Result<Permit<'_>, Timestamp> {
        loop {
            let freed = self.freed.notified();
            let admission = self.limiter().try_start(engine.now());
            match admission {
                Admission::Go => return Ok(Permit { pace: self }),
                Admission::WaitUntil(moment) => engine.clock().sleep_until(moment).await,
                Admission::Paused(until) => return Err(until),
                Admission::Full => freed.await,
            }
        }
    }

    /// Whether the call that was let in may be a batch; if not, from when on one may.
    pub(crate) fn try_batch(&self, engine: &Engine) -> Result<(), Timestamp> {
        self.limiter().try_batch(engine.now())
    }

    /// QuickBooks asked to slow down. Gives the end of the pause.
    pub(crate) fn throttled(&self, engine: &Engine, retry_after: Option<Duration>) -> Timestamp {
        self.limiter().throttled(engine.now(), retry_after)
    }

    fn limiter(&self) -> MutexGuard<'_, Limiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.pace.limiter().finish();
        self.pace.freed.notify_one();
    }
}
