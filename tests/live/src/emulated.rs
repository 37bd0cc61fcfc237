//! The emulator, serving on a free port.

use anyhow::Result;
use axum::serve::ListenerExt;
use clock::{OsRandomness, SystemClock};
use qbo_emulator::{Emulator, Options, Session};
use std::future::IntoFuture;
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

use crate::{Remote, Setup};

/// A serving emulator. It stops in order with [`Emulated::stop`], and with the runtime in any case.
pub(crate) struct Emulated {
    pub(crate) session: Session,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<()>>,
}

impl Emulated {
    pub(crate) async fn start(setup: &mut Setup) -> Result<Self> {
        let options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
        let options = Options { seed: setup.seed, settings: setup.emulator_settings(), ..options };
        let emulator = Emulator::new(options)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let session = emulator.session(&format!("http://{}", listener.local_addr()?));
        let (stop, stopped) = oneshot::channel();
        let stopped = async move {
            // A dropped sender stops the emulator too.
            let _ = stopped.await;
        };
        let serving = match setup.layer.take() {
            None => tokio::spawn(async move { Ok(emulator.serve(listener, stopped).await?) }),
            Some(layer) => {
                // Small answers must not wait for more to come, as when the emulator serves by itself.
                let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
                let served = axum::serve(listener, layer(emulator.router())).with_graceful_shutdown(stopped);
                tokio::spawn(async move { Ok(served.into_future().await?) })
            }
        };
        Ok(Self { session, stop, serving })
    }

    /// The view of its company.
    pub(crate) fn remote(&self) -> Result<Remote> {
        Remote::new(Url::parse(&self.session.base_url)?, self.session.realm_id.clone())
    }

    pub(crate) async fn stop(self) -> Result<()> {
        // Fails only when the emulator has ended by itself, and then its own result tells why.
        let _ = self.stop.send(());
        self.serving.await?
    }
}
