//! The worker: wakes when something was saved, and drives each connection that has something to send.
//!
//! # Concurrency
//! Any number of workers may run on one PostgreSQL database; the lease of a connection decides who drives it. A worker
//! that is started again under the name it had before takes its own leases back at once. On SQLite there is one process,
//! so whatever lease it finds at start belongs to a dead one.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::future::Future;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::connection::{Connection, due};
use crate::driver::{self, WhenIdle, drive};
use crate::executor::Reach;
use crate::lease::{self, Lease};
use crate::{Engine, Error, queue};

/// How often the queue is looked at although nobody rang: a bell may be lost, and pauses end silently.
const POLL_EVERY: SignedDuration = SignedDuration::from_secs(1);
/// How often books and links are compared.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// How long to wait after the database has failed.
const AFTER_TROUBLE: SignedDuration = SignedDuration::from_secs(2);

impl Engine {
    /// Carries changes to QuickBooks until `stop` is ready; then lets running calls end.
    ///
    /// `owner` is who this worker is. It stays the same when the program is started again, so that what a killed program
    /// left running need not wait for its lease to end. No two workers may have the same at the same time.
    pub async fn run(&self, owner: Uuid, stop: impl Future<Output = ()>) {
        let worker = Worker::new(self.clone(), owner);
        worker.run(stop).await;
    }

    /// Carries everything that can be sent now, and returns when nothing is left that waits for no moment. For tests
    /// and for runs that are stepped by hand.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn drain(&self) -> Result<(), Error> {
        let owner = self.ids().next();
        loop {
            let connections = self.due_connections().await?;
            if connections.is_empty() {
                return Ok(());
            }
            for connection in connections {
                if let Some(lease) = self.take_over(connection.id, owner).await? {
                    let (_running, stop) = watch::channel(false);
                    drive(self, connection, lease, Reach::default(), stop, WhenIdle::Leave).await?;
                }
            }
        }
    }

    async fn due_connections(&self) -> Result<Vec<Connection>, Error> {
        let mut tx = self.db().begin_read().await?;
        due(&mut tx, self.now()).await
    }

    /// Takes the connection's lease and puts back what its last driver has left running.
    async fn take_over(&self, connection_id: Uuid, owner: Uuid) -> Result<Option<Lease>, Error> {
        let mut tx = self.db().begin_write().await?;
        let lease = lease::take(&mut tx, connection_id, owner, self.now()).await?;
        if let Some(lease) = lease {
            lease::confirm(&mut tx, lease).await?;
            queue::recover(&mut tx, connection_id, self.now()).await?;
        }
        tx.commit().await?;
        Ok(lease)
    }
}

struct Worker {
    engine: Engine,
    owner: Uuid,
    drivers: JoinSet<(Uuid, Result<(), Error>)>,
    driven: HashMap<Uuid, bool>,
    reaches: HashMap<Uuid, Reach>,
    stop: watch::Sender<bool>,
    swept_at: Option<Timestamp>,
}

impl Worker {
    fn new(engine: Engine, owner: Uuid) -> Self {
        Self {
            owner,
            engine,
            drivers: JoinSet::new(),
            driven: HashMap::new(),
            reaches: HashMap::new(),
            stop: watch::Sender::new(false),
            swept_at: None,
        }
    }

    async fn run(mut self, stop: impl Future<Output = ()>) {
        if let Err(error) = lease::release_those_of_a_dead_process(&self.engine, self.owner).await {
            tracing::error!(%error, "leases of a former process could not be released; they end by themselves");
        }
        tokio::pin!(stop);
        loop {
            let mut woken = driver::waiter(&self.engine);
            let pause = match self.round().await {
                Ok(()) => POLL_EVERY,
                Err(error) => {
                    tracing::error!(%error, "the queue could not be looked at");
                    AFTER_TROUBLE
                }
            };
            tokio::select! {
                () = &mut stop => break,
                () = woken.notified(), if pause == POLL_EVERY => {}
                Some(ended) = self.drivers.join_next(), if !self.drivers.is_empty() => self.ended(ended),
                () = self.engine.clock().sleep(pause) => {}
            }
        }
        self.stop.send_replace(true);
        while let Some(ended) = self.drivers.join_next().await {
            self.ended(ended);
        }
    }

    /// Sweeps when it is time, and starts a driver for each connection that needs one.
    async fn round(&mut self) -> Result<(), Error> {
        let now = self.engine.now();
        if self.swept_at.is_none_or(|at| now.duration_since(at) >= SWEEP_EVERY) {
            self.engine.sweep().await?;
            self.swept_at = Some(now);
        }
        for connection in self.engine.due_connections().await? {
            if !self.driven.contains_key(&connection.id) {
                self.start(connection).await?;
            }
        }
        Ok(())
    }

    async fn start(&mut self, connection: Connection) -> Result<(), Error> {
        let id = connection.id;
        let Some(lease) = self.engine.take_over(id, self.owner).await? else { return Ok(()) };
        let reach = self.reaches.entry(id).or_default().clone();
        let (engine, stop) = (self.engine.clone(), self.stop.subscribe());
        self.driven.insert(id, true);
        self.drivers.spawn(async move {
            (id, drive(&engine, connection, lease, reach, stop, WhenIdle::Linger).await)
        });
        Ok(())
    }

    fn ended(&mut self, ended: Result<(Uuid, Result<(), Error>), tokio::task::JoinError>) {
        match ended {
            Ok((id, result)) => {
                self.driven.remove(&id);
                if let Err(error) = result {
                    tracing::error!(%error, connection = %id, "a connection's driver ended; it is started again");
                }
            }
            Err(error) => {
                tracing::error!(%error, "a connection's driver broke off; it is started again");
                self.driven.clear();
            }
        }
    }
}
