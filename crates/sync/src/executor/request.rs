//! One request: a token, the pace, attempts written before, and what came of it.

use jiff::Timestamp;
use quickbooks::{Access, Batch, Failure, FailureKind, Item, QueryReply, Reply, RequestId};
use serde_json::Value;
use uuid::Uuid;

use super::Executor;
use super::batcher::Parcel;
use super::call::Made;
use super::pace::Permit;
use crate::attempt::{self, Call, Outcome, Owner};
use crate::queue::Ending;
use crate::{Error, connection, lease};

/// Tries of one request: the second with a new token, after the first was answered with 401.
const MAX_TOKENS: usize = 2;

/// What is asked of QuickBooks at once.
#[derive(Clone, Copy)]
pub(super) enum Request<'a> {
    /// One call.
    One(Owner, Call<'a>),
    /// Writes that travel together, as this batch.
    Batch(Uuid, &'a [Parcel]),
}

impl<'a> Request<'a> {
    /// What is asked, and for whom.
    fn calls(self) -> Vec<(Owner, Call<'a>)> {
        match self {
            Self::One(owner, call) => vec![(owner, call)],
            Self::Batch(_, parcels) => {
                parcels.iter().map(|parcel| (parcel.owner, Call::Write(&parcel.write))).collect()
            }
        }
    }
}

/// A request that was made.
pub(super) struct Answered {
    /// The attempts of its calls, in order.
    pub(super) attempts: Vec<Uuid>,
    /// What came of each call, in the same order; a failure is one of the whole.
    pub(super) result: Result<Vec<Result<Reply, Failure>>, Failure>,
}

impl Answered {
    /// What came of each call, in order.
    pub(super) fn made(self) -> impl Iterator<Item = Made> {
        let results = self.result.unwrap_or_else(|failure| vec![Err(failure); self.attempts.len()]);
        self.attempts.into_iter().zip(results).map(|(attempt_id, result)| Made { attempt_id, result })
    }
}

impl Executor {
    /// Makes a request. Each try has attempts of its own; all but those of the last try are concluded here.
    ///
    /// Gives an ending when it could not be made at all.
    pub(super) async fn request(
        &self,
        permit: Option<Permit<'_>>,
        request: Request<'_>,
    ) -> Result<Result<Answered, Ending>, Error> {
        let mut permit = permit;
        let mut token = match self.tokens.access().await {
            Ok(token) => token,
            Err(error) => return self.no_token(error).await.map(Err),
        };
        for tries_left in (0..MAX_TOKENS).rev() {
            let permit = match permit.take() {
                Some(permit) => permit,
                None => match self.pace.start(&self.engine).await {
                    Ok(permit) => permit,
                    Err(until) => return Ok(Err(asked_to_slow_down(until))),
                },
            };
            let Some(attempts) = self.begin(&request.calls()).await? else {
                let reason = "The connection was changed before this was sent".to_owned();
                return Ok(Err(Ending::Later { at: self.engine.now(), reason, counts: false }));
            };
            let result = self.send(request, Access { realm: &self.connection.realm, token: &token }).await;
            drop(permit);
            self.note_reach(&result);
            match &result {
                Err(failure) if failure.kind == FailureKind::Unauthorized && tries_left > 0 => {
                    self.conclude_attempts(&attempts, &Outcome::of(failure)).await?;
                    token = match self.tokens.renew(&token).await {
                        Ok(token) => token,
                        Err(error) => return self.no_token(error).await.map(Err),
                    };
                }
                _ => return Ok(Ok(Answered { attempts, result })),
            }
        }
        Err(Error::LoginLost("every token was refused".to_owned()))
    }

    /// Writes the attempts down, in one transaction; `None` when somebody has changed the connection, or switched it
    /// off, since the calls were decided.
    async fn begin(&self, calls: &[(Owner, Call<'_>)]) -> Result<Option<Vec<Uuid>>, Error> {
        let now = self.engine.now();
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        if !connection::is_still(&mut tx, &self.connection).await? {
            return Ok(None);
        }
        let mut attempts = Vec::with_capacity(calls.len());
        for (owner, call) in calls {
            let id = self.engine.ids().next();
            attempt::begin(&mut tx, id, *owner, *call, now).await?;
            attempts.push(id);
        }
        tx.commit().await?;
        Ok(Some(attempts))
    }

    async fn send(
        &self,
        request: Request<'_>,
        access: Access<'_>,
    ) -> Result<Vec<Result<Reply, Failure>>, Failure> {
        match request {
            Request::One(_, call) => self.send_one(call, access).await.map(|reply| vec![Ok(reply)]),
            Request::Batch(id, parcels) => self.send_batch(id, parcels, access).await,
        }
    }

    async fn send_one(&self, call: Call<'_>, access: Access<'_>) -> Result<Reply, Failure> {
        match call {
            Call::Write(stored) => self.client.write(access, &stored.request_id, &stored.write).await,
            Call::Read(entity, id) => self.client.read(access, entity, id).await,
            Call::Recognise(stored, id) => self.client.read(access, stored.write.entity, id).await,
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

    async fn send_batch(
        &self,
        id: Uuid,
        parcels: &[Parcel],
        access: Access<'_>,
    ) -> Result<Vec<Result<Reply, Failure>>, Failure> {
        let writes = parcels.iter().map(|parcel| &parcel.write);
        let items: Vec<_> =
            writes.map(|stored| Item { id: stored.item_id(), write: &stored.write }).collect();
        let id = RequestId::new(id.simple().to_string()).map_err(not_a_batch)?;
        let batch = Batch::new(&id, &items).map_err(not_a_batch)?;
        self.client.batch(access, &batch).await
    }

    /// Concludes attempts that have the same outcome.
    pub(super) async fn conclude_attempts(&self, ids: &[Uuid], outcome: &Outcome) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        for id in ids {
            attempt::conclude(&mut tx, *id, outcome, self.engine.now()).await?;
        }
        Ok(tx.commit().await?)
    }

    fn note_reach(&self, result: &Result<Vec<Result<Reply, Failure>>, Failure>) {
        match result {
            Err(failure) if failure.kind == FailureKind::NotSent => {
                self.reach.unreachable(&failure.to_string())
            }
            Err(failure) if failure.kind == FailureKind::Unknown => self.reach.unsure(&failure.to_string()),
            _ => self.reach.answered(),
        }
    }
}

/// The ending of what can't go out because QuickBooks has asked for a pause.
pub(super) fn asked_to_slow_down(until: Timestamp) -> Ending {
    Ending::Later { at: until, reason: "QuickBooks asks to slow down".to_owned(), counts: false }
}

/// Nothing was sent: the writes can't travel together.
fn not_a_batch(error: quickbooks::Error) -> Failure {
    let text = error.to_string();
    Failure { kind: FailureKind::Refused, http_status: None, fault: None, intuit_tid: None, text }
}
