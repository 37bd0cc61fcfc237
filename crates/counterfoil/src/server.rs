//! A running server.

use anyhow::Context;
use app::App;
use clock::{OsRandomness, RandomIds};
use db::Db;
use std::fs::File;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use sync::Engine;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_http::trace::TraceLayer;
use url::Url;

use crate::configuration::Configuration;
use crate::{data_folder, health, wiring};

/// How long requests and calls under way may take to end once the server was asked to stop: less than the ten seconds
/// after which a container is killed. What is cut off then goes on at the next start, as after a crash.
const STOP_MAX: Duration = Duration::from_secs(8);

/// A running server: pages, API and the worker. Stops in order with [`Server::stop`].
pub struct Server {
    address: SocketAddr,
    public_url: Url,
    app: App,
    engine: Engine,
    db: Db,
    stop: watch::Sender<bool>,
    web: JoinHandle<std::io::Result<()>>,
    worker: JoinHandle<()>,
    /// Kept open, because the lock ends with it.
    _lock: File,
}

impl Server {
    /// Opens the data, brings the tables up to date, listens, and starts the worker.
    ///
    /// # Errors
    /// The folder, key, database or address can't be used; the text says which and why.
    pub async fn start(configuration: Configuration) -> anyhow::Result<Self> {
        data_folder::make(&configuration.data)?;
        let lock = data_folder::lock(&configuration.data)?;
        let instance = data_folder::instance(&configuration.data, &RandomIds)?;
        let key = data_folder::key(&configuration.data, &OsRandomness)?;
        let db = open(&configuration).await?;
        let listener = TcpListener::bind(configuration.listen)
            .await
            .with_context(|| format!("can't listen on {}", configuration.listen))?;
        let address = listener.local_addr()?;
        let public_url = match &configuration.public_url {
            Some(url) => url.clone(),
            None => Url::parse(&format!("http://{address}/"))?,
        };
        let engine = wiring::engine(&configuration, db.clone(), key, &public_url)?;
        let app = wiring::app(db.clone(), engine.clone());
        let (stop, stopped) = watch::channel(false);
        let router = router(&app, &engine, &db, &public_url);
        let web = axum::serve(listener, router).with_graceful_shutdown(until(stopped.clone()));
        let worker = engine.clone();
        Ok(Self {
            address,
            public_url,
            app,
            db,
            stop,
            web: tokio::spawn(web.into_future()),
            worker: tokio::spawn(async move { worker.run(instance, until(stopped)).await }),
            engine,
            _lock: lock,
        })
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for browsers, with a slash at its end.
    pub fn url(&self) -> &Url {
        &self.public_url
    }

    /// The application behind it.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The engine behind it.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Serves until `signal` is ready or the server breaks, then stops in order.
    ///
    /// # Errors
    /// Why it broke.
    pub async fn run_until(mut self, signal: impl Future<Output = ()>) -> anyhow::Result<()> {
        tokio::select! {
            () = signal => {}
            ended = &mut self.web => return ended?.context("the server broke"),
        }
        self.stop().await
    }

    /// Takes no new requests, lets those under way and running calls end for a while, and closes the database.
    ///
    /// # Errors
    /// A part of it broke.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.stop.send_replace(true);
        let ending = async {
            (&mut self.web).await?.context("the server broke")?;
            (&mut self.worker).await.context("the worker broke")
        };
        if let Ok(ended) = timeout(STOP_MAX, ending).await {
            ended?;
        } else {
            tracing::warn!("requests or calls under way did not end within {STOP_MAX:?}; they are cut off");
            self.web.abort();
            self.worker.abort();
        }
        self.db.close().await;
        Ok(())
    }
}

/// The database, brought up to date.
pub(crate) async fn open(configuration: &Configuration) -> anyhow::Result<Db> {
    let file = configuration.data.join(data_folder::DATABASE_FILE);
    let address = configuration.database.clone().unwrap_or_else(|| format!("sqlite:{}", file.display()));
    let db = Db::open(&address).await?;
    db.migrate(store::migrations::ALL).await?;
    Ok(db)
}

fn router(app: &App, engine: &Engine, db: &Db, public_url: &Url) -> axum::Router {
    let secure = public_url.scheme() == "https";
    api::router(app.clone(), engine.clone())
        .merge(web::router(app.clone(), engine.clone(), web::Options { secure_cookie: secure }))
        .merge(health::routes(db.clone()))
        .layer(TraceLayer::new_for_http())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the server is gone, which is a stop too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
