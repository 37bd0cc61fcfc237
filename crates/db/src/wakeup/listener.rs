//! Hears wake-ups of other processes through PostgreSQL's `LISTEN`.

use clock::{Clock as _, SystemClock};
use jiff::SignedDuration;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::task::AbortHandle;

use super::{CHANNEL, WakeUp};
use crate::error::Error;

/// How long to wait before trying to connect again. Those who wait look by themselves meanwhile.
const RECONNECT_PAUSE: SignedDuration = SignedDuration::from_secs(2);

/// The task that listens, on a connection of its own. It ends when this is dropped.
pub(crate) struct Listener {
    task: AbortHandle,
}

impl Listener {
    /// Connects and begins to listen; what is committed after this returns is heard.
    pub(crate) async fn start(options: PgConnectOptions, wakeup: WakeUp) -> Result<Self, Error> {
        let listener = connect(options.clone()).await.map_err(|error| Error::from_driver(error, "LISTEN"))?;
        let task = tokio::spawn(listen(listener, options, wakeup)).abort_handle();
        Ok(Self { task })
    }

    /// Ends the task.
    pub(crate) fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn connect(options: PgConnectOptions) -> Result<PgListener, sqlx::Error> {
    // A pool of one without time-outs: the connection waits for hours by design.
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_with(options)
        .await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Runs until it is aborted. Whenever the connection was lost, everyone is woken once it is back, because nobody
/// knows what was missed.
async fn listen(mut listener: PgListener, options: PgConnectOptions, wakeup: WakeUp) {
    loop {
        match listener.try_recv().await {
            Ok(Some(notification)) => wakeup.ring(notification.payload()),
            Ok(None) => wakeup.ring_all(),
            Err(error) => {
                tracing::warn!(%error, "lost the connection for wake-ups; connecting again");
                listener = reconnect(&options).await;
                wakeup.ring_all();
            }
        }
    }
}

async fn reconnect(options: &PgConnectOptions) -> PgListener {
    loop {
        // The pause spares a real server, so it is real time, whatever clock the program runs by.
        SystemClock.sleep(RECONNECT_PAUSE).await;
        match connect(options.clone()).await {
            Ok(listener) => return listener,
            Err(error) => tracing::warn!(%error, "no connection for wake-ups yet"),
        }
    }
}
