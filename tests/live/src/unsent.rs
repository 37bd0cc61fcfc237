//! The API alone: what is saved through it is recorded, and nobody sends it.

use anyhow::{Context, Result};
use counterfoil::{Configuration, wiring};
use db::Db;
use std::future::IntoFuture;
use std::net::Ipv4Addr;
use sync::{KEY_BYTES, Key};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

/// The API over books that a server has made, without a worker.
pub(crate) struct Unsent {
    pub(crate) url: Url,
    db: Db,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Unsent {
    pub(crate) async fn start(configuration: &Configuration) -> Result<Self> {
        let address = configuration.database.as_deref().context("the books have no address")?;
        let db = Db::open(address).await?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
        // Recording opens no token, so any key will do.
        let engine = wiring::engine(configuration, db.clone(), Key::new([0; KEY_BYTES]), &url)?;
        let router = api::router(wiring::app(db.clone(), engine.clone()), engine);
        let (stop, stopped) = oneshot::channel();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            // A dropped sender stops it too.
            let _ = stopped.await;
        });
        Ok(Self { url, db, stop, serving: tokio::spawn(serving.into_future()) })
    }

    pub(crate) async fn stop(self) -> Result<()> {
        // Fails only when it has ended by itself, and then its own result tells why.
        let _ = self.stop.send(());
        self.serving.await??;
        self.db.close().await;
        Ok(())
    }
}
