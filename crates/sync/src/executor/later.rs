//! What could not be done now: when it is tried again, and what that says about the connection.

use jiff::{SignedDuration, Timestamp};
use quickbooks::{Failure, FailureKind};
use uuid::Uuid;

use super::Executor;
use crate::attempt::Outcome;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, retry};

/// How long to wait for a company that is locked or maintained (fact sheet 6.3, codes 130 to 150).
const UNTIL_READY: SignedDuration = SignedDuration::from_mins(5);

/// What is told when a login that was just renewed is refused.
const NOT_ACCEPTED: &str = "QuickBooks did not accept the login, although it had just been renewed. It is tried again by itself; \
     if that goes on, connect again";

impl Executor {
    /// Stores a failure that is no definite refusal, and says when to try again.
    pub(super) async fn try_later(
        &self,
        entry: &Entry,
        attempt_id: Uuid,
        failure: &Failure,
    ) -> Result<Ending, Error> {
        self.conclude_attempts(&[attempt_id], &Outcome::of(failure)).await?;
        let now = self.engine.now();
        let later = |at, counts| Ending::Later { at, reason: failure.to_string(), counts };
        Ok(match &failure.kind {
            // A storm pauses the connection and uses up no tries: it is not the entry's own trouble.
            FailureKind::Unknown if self.reach.is_troubled() => later(now, false),
            FailureKind::Unknown if entry.tries + 1 >= retry::MAX_TRIES => {
                let text = format!(
                    "QuickBooks gave no usable answer about {} {} times in a row. Retry it once QuickBooks works again; \
                     the same request is then repeated, so nothing is entered twice. Last answer: {failure}",
                    entry.title,
                    retry::MAX_TRIES
                );
                Ending::Failed(planner::Problem::new(planner::Code::ServiceError, text))
            }
            FailureKind::Unknown => {
                later(retry::next_try(now, u32::try_from(entry.tries + 1).unwrap_or(u32::MAX)), true)
            }
            FailureKind::Throttled { retry_after } => {
                let until = self.pace.throttled(&self.engine, *retry_after);
                self.reach.slow_down(&failure.to_string(), until);
                later(until, false)
            }
            // The login has ended only once it can't be renewed.
            FailureKind::Unauthorized => {
                self.reach.unreachable(NOT_ACCEPTED);
                Ending::Later { at: now, reason: NOT_ACCEPTED.to_owned(), counts: false }
            }
            FailureKind::NotSent | FailureKind::Refused => later(now, false),
        })
    }

    /// QuickBooks takes nothing for this company just now: the whole connection waits.
    pub(super) fn hold_off(&self, why: String) -> Ending {
        let until = self.engine.now().saturating_add(UNTIL_READY).unwrap_or(Timestamp::MAX);
        self.reach.slow_down(&why, until);
        Ending::Later { at: until, reason: why, counts: false }
    }

    /// No token is to be had: the login has ended, or QuickBooks can't be reached.
    pub(super) async fn no_token(&self, error: Error) -> Result<Ending, Error> {
        let reason = error.to_string();
        self.reach.out_of_reach(error, &self.tokens).await?;
        Ok(Ending::Later { at: self.engine.now(), reason, counts: false })
    }
}
