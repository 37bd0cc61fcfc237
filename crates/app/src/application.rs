//! The application as a value.

use crate::{Error, Outbox};
use clock::{Clock, Ids, Randomness};
use db::{Db, Tx};
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// Everything that commands and queries need. Cheap to clone.
#[derive(Clone)]
pub struct App {
    parts: Arc<Parts>,
    plans_only: bool,
}

/// What an [`App`] is made of.
pub struct Parts {
    /// The books.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids of new records.
    pub ids: Arc<dyn Ids>,
    /// Bytes of keys, tokens and salts.
    pub randomness: Arc<dyn Randomness>,
    /// Who is told of every change.
    pub outbox: Arc<dyn Outbox>,
}

impl App {
    /// An application of these parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), plans_only: false }
    }

    /// The same application, whose commands keep nothing and end in [`Error::Planned`].
    #[must_use]
    pub fn planning(&self) -> Self {
        Self { plans_only: true, ..self.clone() }
    }

    /// Whether commands keep nothing.
    pub(crate) const fn plans_only(&self) -> bool {
        self.plans_only
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    /// An id that was never given out.
    pub fn next_id(&self) -> Uuid {
        self.parts.ids.next()
    }

    /// `N` random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.parts.randomness.fill(&mut bytes);
        bytes
    }

    pub(crate) fn outbox(&self) -> &dyn Outbox {
        &*self.parts.outbox
    }

    /// A transaction that only reads.
    pub(crate) async fn begin_read(&self) -> Result<Tx, Error> {
        Ok(self.parts.db.begin_read().await?)
    }

    /// A transaction that may write. Commands get theirs from [`App::run`].
    pub(crate) async fn begin_write(&self) -> Result<Tx, Error> {
        Ok(self.parts.db.begin_write().await?)
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
