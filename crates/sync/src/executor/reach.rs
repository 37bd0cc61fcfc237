//! Whether QuickBooks can be reached over a connection, as its calls have shown.

use jiff::Timestamp;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::Error;
use crate::connection::TokenSource;

/// Calls without a known outcome in a row after which the connection pauses.
const UNSURE_BEFORE_PAUSE: u32 = 3;

/// Whether QuickBooks can be reached over a connection. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// Calls without a known outcome in a row.
    unsure: Arc<AtomicU32>,
    /// Pauses in a row. Calls that fail side by side are one pause.
    pauses: Arc<AtomicU32>,
    trouble: Arc<Mutex<Option<Trouble>>>,
}

/// Why a connection should pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// In a person's words.
    pub(crate) why: String,
    /// Until when, if QuickBooks has said so.
    pub(crate) until: Option<Timestamp>,
    /// Pauses in a row, with this one.
    pub(crate) pauses: u32,
}

impl Reach {
    /// An answer came, whatever it said.
    pub(crate) fn answered(&self) {
        self.unsure.store(0, Ordering::Relaxed);
        self.pauses.store(0, Ordering::Relaxed);
    }

    /// Nothing could be sent: pause now.
    pub(crate) fn unreachable(&self, why: &str) {
        self.pause(why, None);
    }

    /// What can't be asked for as things are: ends the login, or pauses until it may be told.
    ///
    /// # Errors
    /// `error` itself, when it is about something else, or the database.
    pub(crate) async fn out_of_reach(&self, error: Error, tokens: &TokenSource) -> Result<(), Error> {
        match error {
            Error::LoginLost(why) => tokens.lose(&why).await,
            Error::Sealed | Error::NotConnected => tokens.lose(&error.to_string()).await,
            Error::Unavailable(why) | Error::Refused(why) => {
                self.unreachable(&why);
                Ok(())
            }
            other => Err(other),
        }
    }

    /// QuickBooks refused for speed: pause now.
    pub(crate) fn slow_down(&self, why: &str, until: Timestamp) {
        self.pause(why, Some(until));
    }

    /// Something was sent and no usable answer came: pause when that happens again and again.
    pub(crate) fn unsure(&self, why: &str) {
        if self.unsure.fetch_add(1, Ordering::Relaxed) + 1 >= UNSURE_BEFORE_PAUSE {
            self.pause(why, None);
        }
    }

    /// Why the connection should pause, if it should. Asking clears it.
    pub(crate) fn take_trouble(&self) -> Option<Trouble> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether the connection should pause.
    pub(crate) fn is_troubled(&self) -> bool {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn pause(&self, why: &str, until: Option<Timestamp>) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if trouble.is_none() {
            self.pauses.fetch_add(1, Ordering::Relaxed);
        }
        let pauses = self.pauses.load(Ordering::Relaxed);
        *trouble = Some(Trouble { why: why.to_owned(), until, pauses });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreachable_service_pauses_at_once() {
        let reach = Reach::default();
        reach.unreachable("refused");
        let trouble = Trouble { why: "refused".to_owned(), until: None, pauses: 1 };
        assert_eq!(reach.take_trouble(), Some(trouble));
        assert_eq!(reach.take_trouble(), None);
    }

    #[test]
    fn calls_that_fail_side_by_side_are_one_pause_and_the_next_one_is_longer() {
        let reach = Reach::default();
        let pauses = |reach: &Reach| reach.take_trouble().map(|trouble| trouble.pauses);
        for _ in 0..10 {
            reach.unreachable("refused");
        }
        assert_eq!(pauses(&reach), Some(1));
        reach.unreachable("refused");
        assert_eq!(pauses(&reach), Some(2));
        reach.answered();
        reach.unreachable("refused");
        assert_eq!(pauses(&reach), Some(1));
    }

    #[test]
    fn single_unsure_answers_do_not_pause_and_three_in_a_row_do() {
        let reach = Reach::default();
        reach.unsure("500");
        reach.unsure("500");
        reach.answered();
        reach.unsure("500");
        reach.unsure("500");
        assert!(!reach.is_troubled());
        reach.unsure("500");
        assert!(reach.is_troubled());
    }
}
