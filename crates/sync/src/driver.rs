//! Drives one connection under its lease: claims entries in order, and works on as many at once as full batches may carry.

use db::Waiter;
use jiff::{SignedDuration, Timestamp};
use quickbooks::{BATCH_ITEMS_MAX, Start};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::connection::{Connection, FACTS_CALLS, TokenSource, pause, resume};
use crate::executor::{Batcher, Executor, Pace, Reach, Trouble};
use crate::lease::{self, Lease};
use crate::{Engine, Error, TOPIC, attempt, drift, queue, retry};

/// How old the facts about a QuickBooks company may be.
const FACTS_MAX_AGE: SignedDuration = SignedDuration::from_hours(24);
/// How long a driver without work keeps its lease, so that the next save is sent without taking it again.
const IDLE_MAX: SignedDuration = SignedDuration::from_secs(20);

/// Whether a driver waits for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhenIdle {
    /// For a while.
    Linger,
    /// No.
    Leave,
}

/// Drives `connection` until there is nothing to send, QuickBooks can't be reached, or `stop` says so.
pub(crate) async fn drive(
    engine: &Engine,
    connection: Connection,
    lease: Lease,
    reach: Reach,
    stop: watch::Receiver<bool>,
    when_idle: WhenIdle,
) -> Result<(), Error> {
    let tokens = TokenSource::new(engine.clone(), connection.company_id, connection.id);
    let known_before = connection.known_at;
    let Some(connection) = with_fresh_facts(engine, connection, &tokens, &reach).await? else {
        return end(engine, lease, &reach).await;
    };
    let facts_calls = if connection.known_at == known_before { 0 } else { FACTS_CALLS };
    let read = drift::read_when_due(engine, connection, lease, &tokens).await;
    let Some((connection, changes_calls)) = unless_out_of_reach(read, &tokens, &reach).await? else {
        return end(engine, lease, &reach).await;
    };
    let mut starts = attempt::started_within(engine, connection.id).await?;
    starts.extend(vec![Start { at: engine.now(), is_batch: false }; facts_calls + changes_calls]);
    let executor = Executor {
        engine: engine.clone(),
        client: engine.client()?,
        pace: Pace::resumed(engine.limits(), starts),
        batcher: Arc::new(Batcher::new(engine.limits().at_once)),
        connection,
        lease,
        tokens,
        reach: reach.clone(),
        stop: stop.clone(),
    };
    let executor = Arc::new(executor);
    let drive = Drive { executor, stop, when_idle, idle_since: engine.now(), is_outdated: false };
    drive.run().await?;
    end(engine, lease, &reach).await
}

struct Drive {
    executor: Arc<Executor>,
    stop: watch::Receiver<bool>,
    when_idle: WhenIdle,
    idle_since: Timestamp,
    /// Somebody has changed the connection since: whoever drives it next sees it as it is.
    is_outdated: bool,
}

impl Drive {
    async fn run(mut self) -> Result<(), Error> {
        let executor = Arc::clone(&self.executor);
        let engine = &executor.engine;
        let at_once = engine.limits().at_once * BATCH_ITEMS_MAX;
        // Tasks of their own: one that waits for the database must not stop another that holds it.
        let mut running = JoinSet::new();
        // An entry that has ended is let go only after the next ones were claimed, so that their writes join a batch.
        let mut ended = Vec::new();
        let mut renew_at = engine.now().saturating_add(lease::RENEWAL).unwrap_or(Timestamp::MAX);
        loop {
            // Registered before the queue is looked at, so that what comes meanwhile is not missed.
            let mut woken = engine.db().wakeup().waiter(TOPIC);
            if self.may_claim() && running.len() < at_once {
                let free = at_once - running.len();
                let claimed = queue::claim(engine, &executor.connection, executor.lease, free).await?;
                self.is_outdated = claimed.is_none();
                for entry in claimed.unwrap_or_default() {
                    let (executor, preparing) = (Arc::clone(&executor), executor.batcher.expect());
                    running.spawn(async move { executor.execute(&entry).await.map(|()| preparing) });
                }
            }
            ended.clear();
            if !running.is_empty() {
                self.idle_since = engine.now();
            } else if !self.may_claim() || self.has_idled() {
                return Ok(());
            }
            let sleep_until = self.next_look(renew_at).await?;
            tokio::select! {
                Some(result) = running.join_next(), if !running.is_empty() => {
                    ended.push(result.map_err(|_| Error::BrokeOff)??);
                    while let Some(result) = running.try_join_next() {
                        ended.push(result.map_err(|_| Error::BrokeOff)??);
                    }
                }
                () = woken.notified() => {}
                _ = self.stop.changed() => {}
                () = engine.clock().sleep_until(sleep_until) => {}
            }
            if engine.now() >= renew_at {
                lease::renew(engine, self.executor.lease).await?;
                renew_at = engine.now().saturating_add(lease::RENEWAL).unwrap_or(Timestamp::MAX);
            }
        }
    }

    fn may_claim(&self) -> bool {
        !*self.stop.borrow() && !self.is_outdated && !self.executor.reach.is_troubled()
    }

    fn has_idled(&self) -> bool {
        let idle = self.executor.engine.now().duration_since(self.idle_since);
        self.when_idle == WhenIdle::Leave || idle >= IDLE_MAX
    }

    /// When to look at the queue although nobody rang.
    async fn next_look(&self, renew_at: Timestamp) -> Result<Timestamp, Error> {
        let engine = &self.executor.engine;
        let due = queue::next_due(engine, self.executor.connection.id).await?;
        let due = due.filter(|due| *due > engine.now());
        Ok(due.map_or(renew_at, |due| due.min(renew_at)))
    }
}

/// The connection with facts that are not too old; `None` when they can't be read now.
async fn with_fresh_facts(
    engine: &Engine,
    connection: Connection,
    tokens: &TokenSource,
    reach: &Reach,
) -> Result<Option<Connection>, Error> {
    let fresh = |at: Timestamp| engine.now().duration_since(at) < FACTS_MAX_AGE;
    if connection.known_at.is_some_and(fresh) {
        return Ok(Some(connection));
    }
    let learned = engine.learn(connection.company_id, connection.id, tokens).await;
    unless_out_of_reach(learned, tokens, reach).await
}

/// What was told; `None` when nothing can be told now.
async fn unless_out_of_reach<T>(
    told: Result<T, Error>,
    tokens: &TokenSource,
    reach: &Reach,
) -> Result<Option<T>, Error> {
    match told {
        Ok(told) => Ok(Some(told)),
        Err(error) => reach.out_of_reach(error, tokens).await.map(|()| None),
    }
}

/// Gives the lease back; pauses the connection when QuickBooks can't be reached, else takes a former pause back.
async fn end(engine: &Engine, lease: Lease, reach: &Reach) -> Result<(), Error> {
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    match reach.take_trouble() {
        Some(Trouble { why, until, pauses }) => {
            let until = until.unwrap_or_else(|| retry::next_try(engine.now(), pauses));
            pause(&mut tx, lease.connection_id, until, &why).await?;
        }
        None => resume(&mut tx, lease.connection_id).await?,
    }
    tx.commit().await?;
    lease::release(engine, lease).await
}

/// A bell for the worker and the drivers.
pub(crate) fn waiter(engine: &Engine) -> Waiter {
    engine.db().wakeup().waiter(TOPIC)
}
