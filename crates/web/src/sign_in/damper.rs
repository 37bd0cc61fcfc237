//! Slows guessing of passwords down.
//!
//! # Concurrency
//! One damper serves all requests of this process; its table is locked for single look-ups only. Each process counts for
//! itself.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Wrong passwords for one address after which it is closed. Few enough that guessing is hopeless, enough for
/// somebody who tries the passwords they may have chosen.
const MAX_FAILURES: u32 = 10;
/// How long failures count, from the first one.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Addresses that are remembered; beyond that those are forgotten whose time is over, then all.
const MAX_ADDRESSES: usize = 10_000;
/// Passwords that are checked at once. A check takes much memory and time on purpose.
const MAX_CHECKS_AT_ONCE: usize = 2;

/// Counts wrong passwords.
#[derive(Debug)]
pub(crate) struct Damper {
    failures: Mutex<HashMap<String, Failures>>,
    turns: Semaphore,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    first: Timestamp,
    count: u32,
}

impl Failures {
    fn end(self) -> Timestamp {
        self.first.saturating_add(WINDOW).unwrap_or(Timestamp::MAX)
    }
}

impl Default for Damper {
    fn default() -> Self {
        Self { failures: Mutex::default(), turns: Semaphore::new(MAX_CHECKS_AT_ONCE) }
    }
}

impl Damper {
    /// Waits until a password may be checked; the next one may when the permit is dropped.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // Fails only when the semaphore is closed, which nobody does.
        self.turns.acquire().await.ok()
    }

    /// Until when no password for this address is looked at; `None` when one may be tried.
    pub(super) fn closed_until(&self, email: &str, now: Timestamp) -> Option<Timestamp> {
        let failures = *self.table().get(&key(email))?;
        (failures.count >= MAX_FAILURES && now < failures.end()).then(|| failures.end())
    }

    /// Counts a wrong password.
    pub(super) fn failed(&self, email: &str, now: Timestamp) {
        let mut table = self.table();
        if table.len() >= MAX_ADDRESSES {
            table.retain(|_, failures| now < failures.end());
        }
        if table.len() >= MAX_ADDRESSES {
            table.clear();
        }
        let failures = table.entry(key(email)).or_insert(Failures { first: now, count: 0 });
        if now >= failures.end() {
            *failures = Failures { first: now, count: 0 };
        }
        failures.count = failures.count.saturating_add(1);
    }

    /// Forgets the wrong passwords before the right one.
    pub(super) fn succeeded(&self, email: &str) {
        self.table().remove(&key(email));
    }

    fn table(&self) -> MutexGuard<'_, HashMap<String, Failures>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address as `app` compares it.
fn key(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::UNIX_EPOCH;

    fn after(minutes: i64) -> Timestamp {
        START + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn ten_wrong_passwords_close_an_address_and_nine_do_not() {
        let damper = Damper::default();
        (1..MAX_FAILURES).for_each(|_| damper.failed("ada@example.com", START));
        assert_eq!(damper.closed_until("ada@example.com", START), None);
        damper.failed(" Ada@Example.com", START);
        assert_eq!(damper.closed_until("ada@example.com", START), Some(after(15)));
        assert_eq!(damper.closed_until("eve@example.com", START), None);
    }

    #[test]
    fn it_opens_again_after_a_while() {
        let damper = Damper::default();
        (0..MAX_FAILURES).for_each(|_| damper.failed("ada@example.com", START));
        assert!(damper.closed_until("ada@example.com", after(14)).is_some());
        assert_eq!(damper.closed_until("ada@example.com", after(15)), None);
        damper.failed("ada@example.com", after(15));
        assert_eq!(damper.closed_until("ada@example.com", after(15)), None);
    }

    #[test]
    fn the_right_password_forgets_the_wrong_ones() {
        let damper = Damper::default();
        (1..MAX_FAILURES).for_each(|_| damper.failed("ada@example.com", START));
        damper.succeeded("ada@example.com");
        damper.failed("ada@example.com", START);
        assert_eq!(damper.closed_until("ada@example.com", START), None);
    }

    #[test]
    fn the_table_does_not_grow_without_end() {
        let damper = Damper::default();
        (0..=MAX_ADDRESSES).for_each(|number| damper.failed(&format!("{number}@example.com"), START));
        assert!(damper.table().len() <= MAX_ADDRESSES);
    }
}
