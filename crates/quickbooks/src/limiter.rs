//! The service's speed limits (fact sheet 5).
//!
//! Pure: it is told the time and never waits. One limiter belongs to one company; whoever drives
//! that company holds it.

use std::{collections::VecDeque, time::Duration};

use jiff::{SignedDuration, Timestamp};

/// How long to stay away after a refusal for speed that does not say how long (fact sheet 5).
const PAUSE_UNLESS_TOLD: Duration = Duration::from_secs(60);

/// The stretch in which the service counts (fact sheet 5).
const MINUTE: Duration = Duration::from_secs(60);

/// How much longer we count. A call counts here when it starts and there when it arrives, so one that was slow to
/// arrive is still counted there when it no longer would be here.
const TRAVEL: Duration = Duration::from_secs(1);

/// Longest pause that is kept, whatever was asked.
const PAUSE_MAX: Duration = Duration::from_secs(15 * 60);

/// How much may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most requests started in any stretch of [`window`](Self::window).
    pub requests: usize,
    /// Most batches among them.
    pub batches: usize,
    /// The length of that stretch.
    pub window: Duration,
    /// Most requests under way at once.
    pub at_once: usize,
}

impl Limits {
    /// 500 a minute, 120 batches among them, and ten at once, for one company (fact sheet 5: of the two figures for
    /// batches the newer one), with a second for calls to arrive in.
    pub const fn quickbooks() -> Self {
        Self { requests: 500, batches: 120, window: MINUTE.saturating_add(TRAVEL), at_once: 10 }
    }
}

/// A request that was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// When.
    pub at: Timestamp,
    /// Whether it was a batch.
    pub is_batch: bool,
}

/// Whether a request may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// Yes, and it is counted: call [`Limiter::finish`] when it is over.
    Go,
    /// Not before this moment, when the oldest request is no longer counted.
    WaitUntil(Timestamp),
    /// Not before this moment: the service refused for speed.
    Paused(Timestamp),
    /// Not before one of those under way has finished.
    Full,
}

/// Counts the requests of one company.
///
/// It remembers the start of every request inside the window, so that no stretch of that length ever
/// has more than the limit. A bucket that refills would allow nearly twice as many around a pause.
#[derive(Debug, Clone)]
pub struct Limiter {
    limits: Limits,
    /// Starts inside the window, oldest first; at most `limits.requests`.
    starts: VecDeque<Timestamp>,
    /// Those of them that were batches; at most `limits.batches`.
    batches: VecDeque<Timestamp>,
    under_way: usize,
    paused_until: Option<Timestamp>,
}

impl Limiter {
    /// A limiter that has counted nothing yet.
    pub fn new(limits: Limits) -> Self {
        Self { limits, starts: VecDeque::new(), batches: VecDeque::new(), under_way: 0, paused_until: None }
    }

    /// A limiter that counts what somebody started before it, in the order of time.
    pub fn resumed(limits: Limits, starts: impl IntoIterator<Item = Start>) -> Self {
        let mut limiter = Self::new(limits);
        for start in starts {
            limiter.note(start);
        }
        limiter
    }

    /// Counts a request without asking, one that is made whatever the limit says.
    pub fn note(&mut self, start: Start) {
        count(&mut self.starts, start.at, self.limits.requests);
        if start.is_batch {
            count(&mut self.batches, start.at, self.limits.batches);
        }
    }

    /// Asks to start a request now.
    pub fn try_start(&mut self, now: Timestamp) -> Admission {
        // A clock that was set back must not make room: time stands still until it has caught up.
        let now = self.starts.back().map_or(now, |last| now.max(*last));
        if self.under_way >= self.limits.at_once {
            return Admission::Full;
        }
        if let Some(until) = self.paused_until {
            if now < until {
                return Admission::Paused(until);
            }
            self.paused_until = None;
        }
        forget(&mut self.starts, self.limits.window, now);
        if self.starts.len() >= self.limits.requests
            && let Some(oldest) = self.starts.front()
        {
            return Admission::WaitUntil(later(*oldest, self.limits.window));
        }
        self.starts.push_back(now);
        self.under_way += 1;
        Admission::Go
    }

    /// Asks to make a batch of the request that was just let in; if granted, it is counted as one.
    ///
    /// # Errors
    /// The moment from which on a batch may start.
    pub fn try_batch(&mut self, now: Timestamp) -> Result<(), Timestamp> {
        let now = self.batches.back().map_or(now, |last| now.max(*last));
        forget(&mut self.batches, self.limits.window, now);
        match self.batches.front() {
            Some(oldest) if self.batches.len() >= self.limits.batches => {
                Err(later(*oldest, self.limits.window))
            }
            _ => {
                self.batches.push_back(now);
                Ok(())
            }
        }
    }

    /// Tells that a request is over, however it ended.
    pub fn finish(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
    }

    /// Tells that the service refused for speed: nothing starts for as long as it said, else for a
    /// minute. A longer pause already running stays. Gives the end of the pause.
    pub fn throttled(&mut self, now: Timestamp, retry_after: Option<Duration>) -> Timestamp {
        let until = later(now, retry_after.unwrap_or(PAUSE_UNLESS_TOLD).min(PAUSE_MAX));
        let until = self.paused_until.map_or(until, |running| running.max(until));
        self.paused_until = Some(until);
        until
    }

    /// How many requests are under way.
    pub fn under_way(&self) -> usize {
        self.under_way
    }
}

/// One more moment, and no more than can count.
fn count(moments: &mut VecDeque<Timestamp>, moment: Timestamp, most: usize) {
    if moments.len() >= most {
        moments.pop_front();
    }
    moments.push_back(moment);
}

/// Forgets what is no longer counted.
fn forget(moments: &mut VecDeque<Timestamp>, window: Duration, now: Timestamp) {
    while moments.front().is_some_and(|moment| later(*moment, window) <= now) {
        moments.pop_front();
    }
}

/// The moment this much later; the end of time when there is none.
fn later(moment: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| moment.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}
