//! Puts the crates together: one database under `app` and `sync`, and `sync` told of every change that `app` makes.

use app::{App, Outbox};
use async_trait::async_trait;
use clock::{OsRandomness, RandomIds, SystemClock};
use db::{Db, Tx};
use domain::change::Change;
use quickbooks::oauth::App as IntuitApp;
use quickbooks::{HttpTransport, Transport};
use serde_json::Value;
use std::sync::Arc;
use sync::{Engine, Key, Service};
use url::Url;
use uuid::Uuid;

use crate::configuration::{Configuration, QuickBooks};

/// Where QuickBooks' consent page sends the browser back to, below the public address.
pub const CALLBACK: &str = "settings/integrations/quickbooks/callback";

/// The engine as `app` knows it.
#[derive(Debug)]
struct SyncOutbox(Engine);

#[async_trait]
impl Outbox for SyncOutbox {
    async fn record(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<(), db::Error> {
        self.0.record(tx, company_id, changes).await
    }

    async fn plan(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<Value, String> {
        let plan = self.0.plan(tx, company_id, changes).await.map_err(|error| error.to_string())?;
        serde_json::to_value(plan).map_err(|error| error.to_string())
    }
}

/// The engine over `db`, with the real clock and transport.
///
/// # Errors
/// The machine has no certificates to check QuickBooks' by, or `public_url` can't carry a path.
pub fn engine(configuration: &Configuration, db: Db, key: Key, public_url: &Url) -> anyhow::Result<Engine> {
    let transport: Arc<dyn Transport> = Arc::new(HttpTransport::new()?);
    let service = configuration.quickbooks.as_ref();
    Ok(Engine::new(sync::Parts {
        db,
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        randomness: Arc::new(OsRandomness),
        transport,
        service: service.map(|quickbooks| self::service(quickbooks, public_url)).transpose()?,
        key,
        limits: configuration.limits,
    }))
}

/// The application over `db`, which tells `engine` of every change.
pub fn app(db: Db, engine: Engine) -> App {
    App::new(app::Parts {
        db,
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        randomness: Arc::new(OsRandomness),
        outbox: Arc::new(SyncOutbox(engine)),
    })
}

fn service(quickbooks: &QuickBooks, public_url: &Url) -> anyhow::Result<Service> {
    Ok(Service {
        base: quickbooks.base.clone(),
        discovery: quickbooks.discovery.clone(),
        app: IntuitApp {
            client_id: quickbooks.client_id.clone(),
            client_secret: quickbooks.client_secret.clone(),
            redirect_uri: public_url.join(CALLBACK)?.to_string(),
        },
    })
}
