//! The engine as a value.

use clock::{Clock, Ids, Randomness};
use db::{Db, Tx};
use domain::change::Change;
use quickbooks::oauth::{self, Endpoints};
use quickbooks::{Client, Limits, Transport};
use std::sync::Arc;
use tokio::sync::OnceCell;
use url::Url;
use uuid::Uuid;

use crate::{Error, Key, log};

/// Everything that carrying changes to QuickBooks needs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Engine {
    parts: Arc<Parts>,
    endpoints: Arc<OnceCell<Endpoints>>,
}

/// What an [`Engine`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The books.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids of entries and attempts.
    pub ids: Arc<dyn Ids>,
    /// Bytes of nonces.
    pub randomness: Arc<dyn Randomness>,
    /// The way to QuickBooks.
    pub transport: Arc<dyn Transport>,
    /// Which QuickBooks, and as which app; `None` when the server has no keys of an app.
    pub service: Option<Service>,
    /// What tokens are sealed with.
    pub key: Key,
    /// How fast one company may be called.
    pub limits: Limits,
}

/// Which QuickBooks, and as which app.
#[derive(Debug, Clone)]
pub struct Service {
    /// The address before `/v3`.
    pub base: Url,
    /// Where the OAuth addresses are told.
    pub discovery: Url,
    /// Our app.
    pub app: oauth::App,
}

impl Engine {
    /// An engine of these parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), endpoints: Arc::default() }
    }

    /// Writes a log entry for each change that has to reach QuickBooks, in the transaction of the save, and rings the
    /// bell for after the commit. Does nothing for a company whose integration is off.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn record(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<(), db::Error> {
        log::record(tx, company_id, changes, self.now(), self.ids()).await
    }

    pub(crate) fn db(&self) -> &Db {
        &self.parts.db
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.parts.clock
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.parts.clock.now()
    }

    pub(crate) fn ids(&self) -> &dyn Ids {
        &*self.parts.ids
    }

    pub(crate) fn randomness(&self) -> &dyn Randomness {
        &*self.parts.randomness
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.parts.transport
    }

    pub(crate) fn key(&self) -> &Key {
        &self.parts.key
    }

    pub(crate) fn limits(&self) -> Limits {
        self.parts.limits
    }

    pub(crate) fn service(&self) -> Result<&Service, Error> {
        self.parts.service.as_ref().ok_or(Error::NotConfigured)
    }

    pub(crate) fn client(&self) -> Result<Client, Error> {
        Ok(Client::new(self.service()?.base.clone(), Arc::clone(&self.parts.transport)))
    }

    /// The OAuth addresses, asked once.
    pub(crate) async fn endpoints(&self) -> Result<&Endpoints, Error> {
        let discovery = self.service()?.discovery.clone();
        let ask = async { Endpoints::discover(self.transport(), discovery).await.map_err(Error::from) };
        self.endpoints.get_or_try_init(|| ask).await
    }
}
