//! What a command works with.

use crate::{App, Error};
use db::Tx;
use domain::change::Change;
use jiff::Timestamp;
use uuid::Uuid;

/// Who is asking: a user, and the company whose books the user sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The company.
    pub company_id: Uuid,
    /// The user.
    pub user_id: Uuid,
}

/// An open transaction with the actor, the time and the changes so far. Dropping it undoes everything.
pub struct Work {
    app: App,
    tx: Tx,
    actor: Actor,
    now: Timestamp,
    changes: Vec<Change>,
}

impl Work {
    pub(crate) async fn begin(app: App, actor: Actor) -> Result<Self, Error> {
        let tx = app.begin_write().await?;
        // Asked for after the transaction has begun, so that on SQLite times follow the order of the saves.
        let now = app.now();
        Ok(Self { app, tx, actor, now, changes: Vec::new() })
    }

    pub(crate) fn finish(self) -> (Tx, Actor, Timestamp, Vec<Change>) {
        (self.tx, self.actor, self.now, self.changes)
    }

    /// The transaction.
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// Who is asking.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Whose books are worked on.
    pub fn company_id(&self) -> Uuid {
        self.actor.company_id
    }

    /// The moment of everything that this work does.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// An id for a new record.
    pub fn next_id(&self) -> Uuid {
        self.app.next_id()
    }

    /// The next number of a counter of the company.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn next_number(&mut self, counter: store::counters::Counter) -> Result<i64, Error> {
        Ok(store::counters::next(&mut self.tx, self.actor.company_id, counter).await?)
    }

    /// Notes what was done to a record, for the history and the outbox.
    pub fn changed(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Notes in the deleted log that a record is gone; `context_id` is the API's number for its kind.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn deleted(&mut self, context_id: i64, record_id: Uuid) -> Result<(), Error> {
        let company_id = self.actor.company_id;
        Ok(store::deleted_log::insert(&mut self.tx, company_id, context_id, record_id, self.now).await?)
    }
}
