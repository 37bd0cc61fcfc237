//! Connecting: to the consent page, and back with a code.

use db::{Sql, Tx};
use quickbooks::RealmId;
use quickbooks::oauth::{self, Tokens};
use url::Url;
use uuid::Uuid;

use super::{Connection, TokenSource, row, state, tokens};
use crate::{Engine, Error};

const BY_REALM: Sql = Sql::both("SELECT id FROM connections WHERE company_id = $1 AND realm_id = $2");
const RETIRE_OTHERS: Sql = Sql::each(
    "UPDATE connections SET is_current = 0, enabled_at = NULL, tokens = NULL WHERE company_id = $1 AND is_current = 1 AND realm_id <> $2",
    "UPDATE connections SET is_current = FALSE, enabled_at = NULL, tokens = NULL WHERE company_id = $1 AND is_current AND realm_id <> $2",
);
const INSERT: Sql = Sql::each(
    "INSERT INTO connections (company_id, id, realm_id, is_current, settings, lease_fence, created_at)
     VALUES ($1, $2, $3, 1, '{}', 0, $4)",
    "INSERT INTO connections (company_id, id, realm_id, is_current, settings, lease_fence, created_at)
     VALUES ($1, $2, $3, TRUE, '{}', 0, $4)",
);
const MAKE_CURRENT: Sql = Sql::each(
    "UPDATE connections SET is_current = 1, login_lost = NULL, paused_until = NULL, pause_reason = NULL WHERE company_id = $1 AND id = $2",
    "UPDATE connections SET is_current = TRUE, login_lost = NULL, paused_until = NULL, pause_reason = NULL WHERE company_id = $1 AND id = $2",
);

pub(super) const ALL: &[Sql] = &[BY_REALM, RETIRE_OTHERS, INSERT, MAKE_CURRENT];

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
    /// QuickBooks company. The same realm as before resumes with its links; another starts with none.
    ///
    /// # Errors
    /// [`Error::ForeignAnswer`] when `state` is not the company's own; else what QuickBooks said.
    pub async fn finish_connect(
        &self,
        company_id: Uuid,
        code: &str,
        realm: &str,
        state: &str,
    ) -> Result<Connection, Error> {
        state::check(self, company_id, state)?;
        let realm = RealmId::new(realm).map_err(|_| Error::ForeignAnswer)?;
        let app = &self.service()?.app;
        let tokens = oauth::exchange(self.transport(), self.endpoints().await?, app, code).await?;
        let id = self.save_connection(company_id, &realm, &tokens).await?;
        let source = TokenSource::new(self.clone(), company_id, id);
        self.learn(company_id, id, &source).await?;
        self.connection(company_id).await?.ok_or(Error::NotConnected)
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
        tx.sql(RETIRE_OTHERS).bind(company_id).bind(realm.as_str()).execute().await?;
        let id = match known_realm(&mut tx, company_id, realm).await? {
            Some(id) => id,
            None => {
                let id = self.ids().next();
                let insert = tx.sql(INSERT).bind(company_id).bind(id).bind(realm.as_str()).bind(self.now());
                insert.execute().await?;
                id
            }
        };
        tx.sql(MAKE_CURRENT).bind(company_id).bind(id).execute().await?;
        tokens::store(self, &mut tx, id, tokens).await?;
        tx.commit().await?;
        Ok(id)
    }
}

async fn known_realm(tx: &mut Tx, company_id: Uuid, realm: &RealmId) -> Result<Option<Uuid>, Error> {
    let row = tx.sql(BY_REALM).bind(company_id).bind(realm.as_str()).optional().await?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}
