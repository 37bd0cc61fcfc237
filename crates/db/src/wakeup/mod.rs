//! Telling others that something was committed, so that they need not ask again and again.
//!
//! A wake-up carries no data and may come once for many commits, or without one. Who is woken looks for work; who
//! waits also looks by itself now and then, because a wake-up from another process can be lost with its connection.

mod listener;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::sql::Sql;

pub(crate) use listener::Listener;

/// The channel of PostgreSQL's `NOTIFY`; the topic is its payload.
pub(crate) const CHANNEL: &str = "counterfoil_wakeup";

/// Sent inside the transaction, delivered by PostgreSQL when it commits.
pub(crate) const NOTIFY: Sql = Sql::both("SELECT pg_notify($1, $2)");

/// The bells of one database, one for each topic. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct WakeUp {
    bells: Arc<Mutex<HashMap<String, watch::Sender<()>>>>,
}

impl WakeUp {
    /// Begins to wait for a topic. Make the waiter first, then look for work, then wait: what is committed after
    /// this call is never missed.
    pub fn waiter(&self, topic: &'static str) -> Waiter {
        let mut bells = self.bells.lock().unwrap_or_else(PoisonError::into_inner);
        let bell = bells.entry(topic.to_owned()).or_insert_with(|| watch::Sender::new(()));
        Waiter { bell: bell.subscribe() }
    }

    /// Wakes who waits for the topic.
    pub(crate) fn ring(&self, topic: &str) {
        let bells = self.bells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bell) = bells.get(topic) {
            bell.send_replace(());
        }
    }

    /// Wakes everyone, when it is not known what was missed.
    pub(crate) fn ring_all(&self) {
        let bells = self.bells.lock().unwrap_or_else(PoisonError::into_inner);
        bells.values().for_each(|bell| {
            bell.send_replace(());
        });
    }
}

/// Waits for one topic. It remembers a wake-up that came while nobody was waiting.
#[derive(Debug)]
pub struct Waiter {
    bell: watch::Receiver<()>,
}

impl Waiter {
    /// Returns once something was committed to the topic since the waiter was made or since this last returned.
    ///
    /// It is safe to give up waiting (in a `select!` or a time-out) and to call it again. When the database is
    /// dropped, it waits for ever.
    pub async fn notified(&mut self) {
        if self.bell.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn rings(waiter: &mut Waiter) -> bool {
        tokio::time::timeout(Duration::from_millis(20), waiter.notified()).await.is_ok()
    }

    #[tokio::test]
    async fn a_ring_before_the_wait_is_remembered_once() {
        let wakeup = WakeUp::default();
        let mut waiter = wakeup.waiter("log");
        wakeup.ring("log");
        wakeup.ring("log");
        assert!(rings(&mut waiter).await);
        assert!(!rings(&mut waiter).await);
    }

    #[tokio::test]
    async fn a_ring_before_the_waiter_or_for_another_topic_does_not_wake() {
        let wakeup = WakeUp::default();
        wakeup.ring("log");
        let mut waiter = wakeup.waiter("log");
        wakeup.ring("queue");
        assert!(!rings(&mut waiter).await);
    }

    #[tokio::test]
    async fn every_waiter_is_woken() {
        let wakeup = WakeUp::default();
        let (mut first, mut second) = (wakeup.waiter("log"), wakeup.waiter("queue"));
        wakeup.ring_all();
        assert!(rings(&mut first).await && rings(&mut second).await);
    }
}
