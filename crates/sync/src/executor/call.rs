//! One call: a token, the pace, an attempt written before, and what came of it.

use jiff::{SignedDuration, Timestamp};
use quickbooks::{Access, Failure, FailureKind, QueryReply, Reply};
use secrecy::SecretString;
use serde_json::Value;
use uuid::Uuid;

use super::Executor;
use crate::attempt::{self, Call, Outcome};
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, lease, retry};

/// Tries of one call: the second with a new token, after the first was answered with 401.
const MAX_TOKENS: usize = 2;

/// How long to wait for a company that is locked or maintained (fact sheet 6.3, codes 130 to 150).
const UNTIL_READY: SignedDuration = SignedDuration::from_mins(5);

/// A call that was made: its attempt and what came of it.
pub(super) struct Made {
    pub(super) attempt_id: Uuid,
    pub(super) result: Result<Reply, Failure>,
}

impl Executor {
    /// Makes a call. Each try has an attempt of its own; all but the last are concluded here.
    ///
    /// Gives an ending when the call could not be made at all.
    pub(super) async fn call(&self, entry: &Entry, call: Call<'_>) -> Result<Result<Made, Ending>, Error> {
        let mut token = match self.tokens.access().await {
            Ok(token) => token,
            Err(error) => return self.no_token(error).await.map(Err),
        };
        for tries_left in (0..MAX_TOKENS).rev() {
            let made = match self.call_once(entry, call, &token).await? {
                Ok(made) => made,
                Err(ending) => return Ok(Err(ending)),
            };
            match &made.result {
                Err(failure) if failure.kind == FailureKind::Unauthorized && tries_left > 0 => {
                    self.conclude_attempt(made.attempt_id, Outcome::of(failure)).await?;
                    token = match self.tokens.renew(&token).await {
                        Ok(token) => token,
                        Err(error) => return self.no_token(error).await.map(Err),
                    };
                }
                _ => return Ok(Ok(made)),
            }
        }
        Err(Error::LoginLost("every token was refused".to_owned()))
    }

    async fn call_once(
        &self,
        entry: &Entry,
        call: Call<'_>,
        token: &SecretString,
    ) -> Result<Result<Made, Ending>, Error> {
        let permit = match self.pace.start(&self.engine).await {
            Ok(permit) => permit,
            Err(until) => {
                let reason = "QuickBooks asks to slow down".to_owned();
                return Ok(Err(Ending::Later { at: until, reason, counts: false }));
            }
        };
        let attempt_id = self.engine.ids().next();
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::begin(&mut tx, attempt_id, self.owner(entry), call, self.engine.now()).await?;
        tx.commit().await?;
        let result = self.send(call, Access { realm: &self.connection.realm, token }).await;
        drop(permit);
        self.note_reach(&result);
        Ok(Ok(Made { attempt_id, result }))
    }

    async fn send(&self, call: Call<'_>, access: Access<'_>) -> Result<Reply, Failure> {
        match call {
            Call::Write(stored) => self.client.write(access, &stored.request_id, &stored.write).await,
            Call::Read(entity, id) => self.client.read(access, entity, id).await,
            Call::Search(_, query) => {
                let QueryReply { rows, http_status, intuit_tid, .. } =
                    self.client.query(access, query).await?;
                Ok(Reply { entity: Value::Array(rows), http_status, intuit_tid })
            }
            Call::Find(query) => {
                let QueryReply { rows, http_status, intuit_tid, .. } =
                    self.client.query(access, query).await?;
                let entity = rows.into_iter().next().unwrap_or_default();
                Ok(Reply { entity, http_status, intuit_tid })
            }
        }
    }

    pub(super) async fn conclude_attempt(&self, id: Uuid, outcome: Outcome) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, id, &outcome, self.engine.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Stores a failure that is no definite refusal, and says when to try again.
    pub(super) async fn try_later(
        &self,
        entry: &Entry,
        attempt_id: Uuid,
        failure: &Failure,
    ) -> Result<Ending, Error> {
        self.conclude_attempt(attempt_id, Outcome::of(failure)).await?;
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
            FailureKind::Unauthorized => {
                self.tokens.lose(&failure.to_string()).await?;
                later(now, false)
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
    async fn no_token(&self, error: Error) -> Result<Ending, Error> {
        let reason = error.to_string();
        match error {
            Error::LoginLost(why) => self.tokens.lose(&why).await?,
            Error::Refused(why) => self.tokens.lose(&why).await?,
            Error::Sealed | Error::NotConnected => self.tokens.lose(&reason).await?,
            Error::Unavailable(why) => self.reach.unreachable(&why),
            other => return Err(other),
        }
        Ok(Ending::Later { at: self.engine.now(), reason, counts: false })
    }

    fn note_reach(&self, result: &Result<Reply, Failure>) {
        match result {
            Err(failure) if failure.kind == FailureKind::NotSent => {
                self.reach.unreachable(&failure.to_string())
            }
            Err(failure) if failure.kind == FailureKind::Unknown => self.reach.unsure(&failure.to_string()),
            _ => self.reach.answered(),
        }
    }
}
