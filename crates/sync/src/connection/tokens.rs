//! The access token of a connection: sealed at rest, renewed by one task at a time, stored before use.

use db::{Sql, Tx};
use jiff::{SignedDuration, Timestamp};
use quickbooks::oauth::{self, Tokens};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Engine, Error, log};

/// A token that ends within this time is renewed before it is used.
const RENEW_BEFORE_END: SignedDuration = SignedDuration::from_mins(5);

const STORE: Sql =
    Sql::both("UPDATE connections SET tokens = $2, access_expires_at = $3, login_lost = NULL WHERE id = $1");
const LOAD: Sql =
    Sql::both("SELECT tokens, access_expires_at FROM connections WHERE company_id = $1 AND id = $2");
const LOSE: Sql = Sql::both("UPDATE connections SET login_lost = $2 WHERE id = $1");

pub(super) const ALL: &[Sql] = &[STORE, LOAD, LOSE];

/// Gives out the access token of one connection.
///
/// # Concurrency
/// One lock is held while the token is looked up or renewed, so ten calls that meet an expired token cause one refresh.
/// Another process (somebody on the settings page) may refresh at the same moment and get the only new value; so when a
/// refresh is refused, what is stored by then is tried before the login counts as lost.
#[derive(Debug)]
pub(crate) struct TokenSource {
    engine: Engine,
    company_id: Uuid,
    connection_id: Uuid,
    held: Mutex<Option<Held>>,
}

/// A token that may be used now.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) access: SecretString,
    expires_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    access: String,
    refresh: String,
}

impl TokenSource {
    pub(crate) fn new(engine: Engine, company_id: Uuid, connection_id: Uuid) -> Self {
        Self { engine, company_id, connection_id, held: Mutex::default() }
    }

    /// A token with some life left.
    pub(crate) async fn access(&self) -> Result<SecretString, Error> {
        let mut held = self.held.lock().await;
        if let Some(held) = held.as_ref().filter(|held| self.is_fresh(held)) {
            return Ok(held.access.clone());
        }
        let (stored, expires_at) = self.load().await?;
        let loaded = Held { access: stored.access.clone().into(), expires_at };
        let fresh = if self.is_fresh(&loaded) { loaded } else { self.refresh(&stored).await? };
        Ok(held.insert(fresh).access.clone())
    }

    /// Another token, after `refused` was answered with 401. When somebody has renewed it meanwhile, theirs.
    pub(crate) async fn renew(&self, refused: &SecretString) -> Result<SecretString, Error> {
        let mut held = self.held.lock().await;
        if let Some(held) =
            held.as_ref().filter(|held| held.access.expose_secret() != refused.expose_secret())
        {
            return Ok(held.access.clone());
        }
        let (stored, expires_at) = self.load().await?;
        let fresh = if stored.access == refused.expose_secret() {
            self.refresh(&stored).await?
        } else {
            Held { access: stored.access.into(), expires_at }
        };
        Ok(held.insert(fresh).access.clone())
    }

    /// Notes that the login has ended: nothing is sent until somebody connects again.
    pub(crate) async fn lose(&self, why: &str) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        tx.sql(LOSE).bind(self.connection_id).bind(log::storable(why)).execute().await?;
        Ok(tx.commit().await?)
    }

    fn is_fresh(&self, held: &Held) -> bool {
        self.engine.now().saturating_add(RENEW_BEFORE_END).is_ok_and(|soon| soon < held.expires_at)
    }

    async fn load(&self) -> Result<(Stored, Timestamp), Error> {
        let mut tx = self.engine.db().begin_read().await?;
        let row = tx.sql(LOAD).bind(self.company_id).bind(self.connection_id).one().await?;
        let sealed: Option<Vec<u8>> = row.get("tokens")?;
        let expires_at: Option<Timestamp> = row.get("access_expires_at")?;
        let text = self.engine.key().open(&place(self.connection_id), &sealed.ok_or(Error::NotConnected)?)?;
        let stored = serde_json::from_slice(&Zeroizing::new(text)).map_err(|_| Error::Sealed)?;
        Ok((stored, expires_at.unwrap_or(Timestamp::UNIX_EPOCH)))
    }

    async fn refresh(&self, stored: &Stored) -> Result<Held, Error> {
        let app = &self.engine.service()?.app;
        let endpoints = self.engine.endpoints().await?;
        let refresh = SecretString::from(stored.refresh.clone());
        let tokens = match oauth::refresh(self.engine.transport(), endpoints, app, &refresh).await {
            Ok(tokens) => tokens,
            Err(refused) => return self.refreshed_elsewhere(stored).await?.ok_or_else(|| refused.into()),
        };
        let mut tx = self.engine.db().begin_write().await?;
        let expires_at = store(&self.engine, &mut tx, self.connection_id, &tokens).await?;
        tx.commit().await?;
        Ok(Held { access: tokens.access, expires_at })
    }
}

impl TokenSource {
    /// The token that another process has stored since `stored` was read.
    async fn refreshed_elsewhere(&self, stored: &Stored) -> Result<Option<Held>, Error> {
        let (newer, expires_at) = self.load().await?;
        let changed = newer.access != stored.access;
        Ok(changed.then(|| Held { access: newer.access.into(), expires_at }))
    }
}

/// Seals and stores `tokens`; tells when the access token ends.
pub(super) async fn store(
    engine: &Engine,
    tx: &mut Tx,
    connection_id: Uuid,
    tokens: &Tokens,
) -> Result<Timestamp, Error> {
    let stored = Stored {
        access: tokens.access.expose_secret().to_owned(),
        refresh: tokens.refresh.expose_secret().to_owned(),
    };
    let text = Zeroizing::new(serde_json::to_vec(&stored).unwrap_or_default());
    let sealed = engine.key().seal(&place(connection_id), &text, engine.randomness());
    let life = SignedDuration::try_from(tokens.access_lifetime).unwrap_or_default();
    let expires_at = engine.now().saturating_add(life).unwrap_or(Timestamp::MAX);
    tx.sql(STORE).bind(connection_id).bind(sealed).bind(expires_at).execute().await?;
    Ok(expires_at)
}

fn place(connection_id: Uuid) -> String {
    format!("connections.tokens/{connection_id}")
}
