//! One call of an entry: a look goes out by itself, a write by way of the batcher.

use quickbooks::{Failure, FailureKind, Reply};
use uuid::Uuid;

use super::batcher::{Form, Load, Turn};
use super::request::{Answered, Request, asked_to_slow_down};
use super::{Executor, is_of_the_record_alone};
use crate::Error;
use crate::attempt::{Call, Outcome, StoredWrite};
use crate::log::Entry;
use crate::queue::Ending;

/// A call that was made: its attempt and what came of it.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) attempt_id: Uuid,
    pub(super) result: Result<Reply, Failure>,
}

impl Executor {
    /// Makes a call. Gives an ending when the call could not be made at all.
    pub(super) async fn call(&self, entry: &Entry, call: Call<'_>) -> Result<Result<Made, Ending>, Error> {
        match call {
            Call::Write(stored) => self.hand_in(entry, stored).await,
            look => {
                let _away = self.batcher.step_out();
                let answered = self.request(None, Request::One(self.owner(entry), look)).await?;
                let made = answered.map(|answered| answered.made().next().ok_or(Error::BrokeOff));
                made.map_or_else(|ending| Ok(Err(ending)), |made| made.map(Ok))
            }
        }
    }

    /// Waits for what comes of a write, and carries it, and others with it, when it has the turn.
    async fn hand_in(&self, entry: &Entry, stored: &StoredWrite) -> Result<Result<Made, Ending>, Error> {
        let mut waiting = self.batcher.hand_in(self.owner(entry), stored.clone());
        loop {
            tokio::select! {
                told = &mut waiting.told => return told.map_err(|_| Error::BrokeOff),
                () = waiting.turn.notified() => self.carry(self.batcher.turn(), entry.id).await?,
            }
        }
    }

    /// Makes one request with the write of `entry_id` and whatever goes with it, and tells everybody what came of theirs.
    async fn carry(&self, turn: Turn<'_>, entry_id: Uuid) -> Result<(), Error> {
        let mut stop = self.stop.clone();
        let permit = tokio::select! {
            biased;
            Ok(_) = stop.wait_for(|is_ending| *is_ending) => Err(self.stopping()),
            permit = self.pace.start(&self.engine) => permit.map_err(asked_to_slow_down),
        };
        let permit = match permit {
            Ok(permit) => permit,
            Err(ending) => {
                for parcel in turn.clear() {
                    self.batcher.tell(parcel, Err(ending.clone()));
                }
                return Ok(());
            }
        };
        let try_batch = || self.pace.try_batch(&self.engine);
        let load = match turn.load(entry_id, self.engine.ids().next(), try_batch) {
            Some(Ok(load)) => load,
            Some(Err((parcel, until))) => {
                let reason = "As many batches as QuickBooks takes in a minute have been sent".to_owned();
                self.batcher.tell(parcel, Err(Ending::Later { at: until, reason, counts: false }));
                return Ok(());
            }
            None => return Ok(()),
        };
        match (self.request(Some(permit), load.request()).await, load.form) {
            (Ok(Ok(answered)), _) => self.deliver(load, answered).await,
            (Ok(Err(ending)), _) => {
                for parcel in load.parcels {
                    self.batcher.tell(parcel, Err(ending.clone()));
                }
                Ok(())
            }
            // One record's trouble must not stop the others that travel with it.
            (Err(error), Form::Batch(_)) if is_of_the_record_alone(&error) => {
                self.batcher.separate(load);
                Ok(())
            }
            (Err(error), _) => Err(error),
        }
    }

    /// The ending of what has not gone out when the program ends.
    fn stopping(&self) -> Ending {
        let reason = "The server was stopped before this was sent".to_owned();
        Ending::Later { at: self.engine.now(), reason, counts: false }
    }

    async fn deliver(&self, load: Load, answered: Answered) -> Result<(), Error> {
        match (&answered.result, load.form) {
            (Err(failure), Form::Batch(_)) if failure.kind == FailureKind::Refused => {
                // Refused as a batch, which says nothing about its writes: none was looked at.
                self.conclude_attempts(&answered.attempts, &Outcome::of(failure).not_sent()).await?;
                self.batcher.separate(load);
                return Ok(());
            }
            (Err(failure), Form::Batch(_) | Form::BatchAgain(_)) if is_unclear_of_batches(failure) => {
                self.conclude_attempts(&answered.attempts, &Outcome::of(failure).still_unknown()).await?;
            }
            _ => {}
        }
        for (parcel, made) in load.parcels.into_iter().zip(answered.made()) {
            self.batcher.tell(parcel, Ok(made));
        }
        Ok(())
    }
}

impl Load {
    fn request(&self) -> Request<'_> {
        match (self.form, self.parcels.as_slice()) {
            (Form::Batch(id) | Form::BatchAgain(id), parcels) => Request::Batch(id, parcels),
            (Form::Alone, parcels) => Request::One(parcels[0].owner, Call::Write(&parcels[0].write)),
        }
    }
}

/// A batch that was refused for speed may have been carried out (fact sheet 5), and one that is repeated may have been
/// before it was refused.
fn is_unclear_of_batches(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::Throttled { .. } | FailureKind::Refused)
}
