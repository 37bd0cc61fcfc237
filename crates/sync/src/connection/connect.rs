//! Connecting: to the consent page, and back with a code.

use db::{Sql, Tx};
use quickbooks::RealmId;
use quickbooks::oauth::{self, Tokens};
use url::Url;
use uuid::Uuid;

use super::{Connection, TokenSource, row, state, tokens};
use crate::{Engine, Error};

const BY_REALM: Sql =
    Sql::both("SELECT id, is_current FROM connections WHERE company_id = $1 AND realm_id = $2");
const HAS_CURRENT: Sql = Sql::each(
    "SELECT 1 AS found FROM connections WHERE company_id = $1 AND is_current = 1",
    "SELECT 1 AS found FROM connections WHERE company_id = $1 AND is_current",
);
const INSERT: Sql = Sql::each(
    "INSERT INTO connections (company_id, id, realm_id, is_current, settings, lease_fence, created_at)
     VALUES ($1, $2, $3, 0, '{}', 0, $4)",
    "INSERT INTO connections (company_id, id, realm_id, is_current, settings, lease_fence, created_at)
     VALUES ($1, $2, $3, FALSE, '{}', 0, $4)",
);
const MAKE_CURRENT: Sql = Sql::each(
    "UPDATE connections SET is_current = 1, login_lost = NULL, paused_until = NULL, pause_reason = NULL WHERE company_id = $1 AND id = $2",
    "UPDATE connections SET is_current = TRUE, login_lost = NULL, paused_until = NULL, pause_reason = NULL WHERE company_id = $1 AND id = $2",
);

pub(super) const ALL: &[Sql] = &[BY_REALM, HAS_CURRENT, INSERT, MAKE_CURRENT];

/// What came of letting us in.
#[derive(Debug, Clone, PartialEq)]
pub enum Connected {
    /// The company goes on with this QuickBooks company.
    Current(Connection),
    /// It is another QuickBooks company than so far. Nothing has changed until somebody says that it is meant
    /// ([`Engine::switch`]).
    Another(Connection),
}

impl Engine {
    /// Where to send the browser so that somebody can let us into their QuickBooks company.
    ///
    /// # Errors
    /// [`Error::NotConfigured`], or the OAuth addresses can't be learned.
    pub async fn connect_url(&self, company_id: Uuid) -> Result<Url, Error> {
        let state = state::issue(self, company_id);
        Ok(oauth::authorize_url(self.endpoints().await?, &self.service()?.app, &state))
    }

    /// Takes the answer of the consent page: exchanges the code, stores the tokens, reads what has to be known of the
    /// QuickBooks company. The same realm as before resumes with its links; before another takes its place, somebody is asked.
    ///
    /// # Errors
    /// [`Error::ForeignAnswer`] when `state` is not the company's own; else what QuickBooks said.
    pub async fn finish_connect(
        &self,
        company_id: Uuid,
        code: &str,
        realm: &str,
        state: &str,
    ) -> Result<Connected, Error> {
        state::check(self, company_id, state)?;
        let realm = RealmId::new(realm).map_err(|_| Error::ForeignAnswer)?;
        let app = &self.service()?.app;
        let tokens = oauth::exchange(self.transport(), self.endpoints().await?, app, code).await?;
        let id = self.save_connection(company_id, &realm, &tokens).await?;
        let source = TokenSource::new(self.clone(), company_id, id);
        let connection = self.learn(company_id, id, &source).await?;
        let current = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        Ok(if current.id == id { Connected::Current(connection) } else { Connected::Another(connection) })
    }

    /// The company's current connection, if it has one.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn connection(&self, company_id: Uuid) -> Result<Option<Connection>, Error> {
        let mut tx = self.db().begin_read().await?;
        row::current(&mut tx, company_id).await
    }

    async fn save_connection(
        &self,
        company_id: Uuid,
        realm: &RealmId,
        tokens: &Tokens,
    ) -> Result<Uuid, Error> {
        let mut tx = self.db().begin_write().await?;
        let (id, is_current) = match known_realm(&mut tx, company_id, realm).await? {
            Some(known) => known,
            None => {
                let id = self.ids().next();
                let insert = tx.sql(INSERT).bind(company_id).bind(id).bind(realm.as_str()).bind(self.now());
                insert.execute().await?;
                (id, false)
            }
        };
        if is_current || tx.sql(HAS_CURRENT).bind(company_id).optional().await?.is_none() {
            make_current(&mut tx, company_id, id).await?;
        }
        tokens::store(self, &mut tx, id, tokens).await?;
        tx.commit().await?;
        Ok(id)
    }
}

/// Has the company go on with this connection; a pause, and what ended the login before, are over.
pub(super) async fn make_current(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), db::Error> {
    tx.sql(MAKE_CURRENT).bind(company_id).bind(id).execute().await.map(drop)
}

/// The connection to this realm that the company has or had, and whether it is the current one.
async fn known_realm(tx: &mut Tx, company_id: Uuid, realm: &RealmId) -> Result<Option<(Uuid, bool)>, Error> {
    let row = tx.sql(BY_REALM).bind(company_id).bind(realm.as_str()).optional().await?;
    Ok(row.map(|row| Ok::<_, db::Error>((row.get("id")?, row.get("is_current")?))).transpose()?)
}
