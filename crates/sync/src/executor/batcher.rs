//! Writes on their way out: each goes alone while few wait, and in a batch with others once many do.
//!
//! # Concurrency
//! Whoever hands a write in waits for its outcome. The one who has waited longest gets the turn: it waits for the pace,
//! takes its own write and perhaps others, passes the turn on, makes the request, and tells the others what came of
//! theirs. Nothing goes out while an entry is being prepared that may hand in one more, unless a batch is full: so a
//! single save goes out at once and alone, a backlog in full batches, and no timer decides.

use jiff::Timestamp;
use quickbooks::BATCH_ITEMS_MAX;
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, oneshot};
use uuid::Uuid;

use super::call::Made;
use crate::attempt::{Owner, SentAs, StoredWrite};
use crate::queue::Ending;

/// Most bytes of the writes in one batch. QuickBooks names no figure; this keeps a batch well below what servers accept.
const BATCH_BYTES_MAX: usize = 1024 * 1024;

/// What came of a write: it was sent, or it could not be sent now.
pub(super) type Told = Result<Made, Ending>;

/// Writes that wait to go out over one connection.
#[derive(Debug)]
pub(crate) struct Batcher {
    /// As many as this go alone, each at once.
    alone_max: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Parcel>,
    /// Entries that are worked on and may still hand a write in.
    preparing: usize,
    /// Somebody has the turn, or was called to take it.
    is_taken: bool,
}

/// A write that waits.
#[derive(Debug)]
pub(super) struct Parcel {
    pub(super) owner: Owner,
    pub(super) write: StoredWrite,
    bytes: usize,
    turn: Arc<Notify>,
    outcome: oneshot::Sender<Told>,
}

/// What whoever has handed a write in waits for.
#[derive(Debug)]
pub(super) struct Waiting {
    /// What came of it.
    pub(super) told: oneshot::Receiver<Told>,
    /// The turn.
    pub(super) turn: Arc<Notify>,
}

/// Writes that go out in one request.
#[derive(Debug)]
pub(super) struct Load {
    /// Never empty; the first is that of whoever had the turn.
    pub(super) parcels: Vec<Parcel>,
    /// Whether it is a batch, and whether that batch is sent for the first time.
    pub(super) form: Form,
}

/// How a load is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One write as a request of its own.
    Alone,
    /// A batch that was not sent before.
    Batch(Uuid),
    /// A batch of which the outcome was never told, or a part of it.
    BatchAgain(Uuid),
}

/// An entry that is worked on and may hand a write in, until this is dropped.
#[derive(Debug)]
pub(crate) struct Preparing(Arc<Batcher>);

/// The time in which an entry that is worked on surely hands no write in; ends when dropped.
#[derive(Debug)]
pub(super) struct Away<'a>(&'a Batcher);

/// The right to take writes; ends when dropped.
#[derive(Debug)]
pub(super) struct Turn<'a>(&'a Batcher);

impl Batcher {
    /// A batcher over which as many as `alone_max` waiting writes go alone.
    pub(crate) fn new(alone_max: usize) -> Self {
        Self { alone_max, state: Mutex::default() }
    }

    /// An entry begins to be worked on.
    pub(crate) fn expect(self: &Arc<Self>) -> Preparing {
        self.state().preparing += 1;
        Preparing(Arc::clone(self))
    }

    /// The entry waits for something else.
    pub(super) fn step_out(&self) -> Away<'_> {
        self.no_longer_preparing();
        Away(self)
    }

    /// Hands a write in.
    pub(super) fn hand_in(&self, owner: Owner, write: StoredWrite) -> Waiting {
        let (outcome, told) = oneshot::channel();
        let turn: Arc<Notify> = Arc::default();
        let bytes = write.write.body.to_string().len();
        let parcel = Parcel { owner, write, bytes, turn: Arc::clone(&turn), outcome };
        self.state().waiting.push_back(parcel);
        self.no_longer_preparing();
        Waiting { told, turn }
    }

    /// The turn of whoever was called to take it.
    pub(super) const fn turn(&self) -> Turn<'_> {
        Turn(self)
    }

    /// Tells what came of a write; its entry goes on.
    pub(super) fn tell(&self, parcel: Parcel, told: Told) {
        self.state().preparing += 1;
        // Nobody listens when the driver has ended meanwhile; the attempt then tells the next one.
        let _ = parcel.outcome.send(told);
    }

    /// Writes that travelled together go alone, each for itself.
    pub(super) fn separate(&self, load: Load) {
        let mut state = self.state();
        for mut parcel in load.parcels.into_iter().rev() {
            parcel.write.sent_as = SentAs::Alone;
            state.waiting.push_front(parcel);
        }
        state.pass_turn();
    }

    fn no_longer_preparing(&self) {
        let mut state = self.state();
        state.preparing = state.preparing.saturating_sub(1);
        state.pass_turn();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Preparing {
    fn drop(&mut self) {
        self.0.no_longer_preparing();
    }
}

impl Drop for Away<'_> {
    fn drop(&mut self) {
        self.0.state().preparing += 1;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_taken = false;
        state.pass_turn();
    }
}

impl Turn<'_> {
    /// The write of `entry_id` and whatever goes with it; `None` when it no longer waits. A new batch is called
    /// `new_batch`. When no batch may start now, a new write goes alone; a repeat of a batch waits till the moment given.
    pub(super) fn load(
        self,
        entry_id: Uuid,
        new_batch: Uuid,
        try_batch: impl FnOnce() -> Result<(), Timestamp>,
    ) -> Option<Result<Load, (Parcel, Timestamp)>> {
        let mut state = self.0.state();
        let waits = state.waiting.iter().position(|parcel| parcel.owner.entry_id == entry_id)?;
        let own = state.waiting.remove(waits)?;
        let form = match own.write.sent_as {
            SentAs::InBatch(batch) => Form::BatchAgain(batch),
            SentAs::NotYet if own.may_share() && state.that_may_share() >= self.0.alone_max => {
                Form::Batch(new_batch)
            }
            SentAs::NotYet | SentAs::Alone => Form::Alone,
        };
        if form == Form::Alone {
            return Some(Ok(Load { parcels: vec![own], form }));
        }
        match (try_batch(), form) {
            (Ok(()), _) => Some(Ok(Load { parcels: state.together(own, form), form })),
            (Err(until), Form::BatchAgain(_)) => Some(Err((own, until))),
            (Err(_), _) => Some(Ok(Load { parcels: vec![own], form: Form::Alone })),
        }
    }

    /// Everything that waits, because nothing can go out now.
    pub(super) fn clear(self) -> VecDeque<Parcel> {
        std::mem::take(&mut self.0.state().waiting)
    }
}

impl State {
    /// Gives the turn to whoever waits longest, if something can go out and nobody has it.
    fn pass_turn(&mut self) {
        if self.is_ready()
            && let Some(oldest) = self.waiting.front()
        {
            self.is_taken = true;
            oldest.turn.notify_one();
        }
    }

    fn is_ready(&self) -> bool {
        let nothing_more_comes = self.preparing == 0 || self.waiting.len() >= BATCH_ITEMS_MAX;
        !self.is_taken && !self.waiting.is_empty() && nothing_more_comes
    }

    fn that_may_share(&self) -> usize {
        self.waiting.iter().filter(|parcel| parcel.may_share()).count()
    }

    /// `own` and as many of those that wait as fit into one batch with it, oldest first.
    fn together(&mut self, own: Parcel, form: Form) -> Vec<Parcel> {
        let mut ids = HashSet::from([own.write.item_id().to_owned()]);
        let mut bytes = own.bytes;
        let mut parcels = vec![own];
        for parcel in std::mem::take(&mut self.waiting) {
            let belongs = match form {
                Form::BatchAgain(batch) => parcel.write.sent_as == SentAs::InBatch(batch),
                Form::Batch(_) => parcel.may_share() && bytes + parcel.bytes <= BATCH_BYTES_MAX,
                Form::Alone => false,
            };
            let fits = belongs && parcels.len() < BATCH_ITEMS_MAX && !ids.contains(parcel.write.item_id());
            if fits {
                bytes += parcel.bytes;
                ids.insert(parcel.write.item_id().to_owned());
                parcels.push(parcel);
            } else {
                self.waiting.push_back(parcel);
            }
        }
        if let Form::Batch(batch) = form {
            parcels.iter_mut().for_each(|parcel| parcel.write.sent_as = SentAs::InBatch(batch));
        }
        parcels
    }
}

impl Parcel {
    /// Whether it may go in a batch that was not sent before. A repeat goes as it went before.
    fn may_share(&self) -> bool {
        self.write.sent_as == SentAs::NotYet && self.write.write.may_be_in_a_batch()
    }
}

#[cfg(test)]
mod tests;
