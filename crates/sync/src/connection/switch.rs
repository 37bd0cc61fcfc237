//! Another QuickBooks company in place of the one so far, once somebody has said that it is meant.

use db::{Sql, Tx};
use uuid::Uuid;

use super::connect::make_current;
use super::{Connection, row};
use crate::{Engine, Error, TOPIC, log, sweep};

/// Somebody has let us in, and the company's connection is another one.
const IS_CANDIDATE: Sql = Sql::each(
    "SELECT 1 AS found FROM connections WHERE company_id = $1 AND id = $2 AND is_current = 0 AND tokens IS NOT NULL",
    "SELECT 1 AS found FROM connections WHERE company_id = $1 AND id = $2 AND NOT is_current AND tokens IS NOT NULL",
);
const RETIRE: Sql = Sql::each(
    "UPDATE connections SET is_current = 0, tokens = NULL WHERE company_id = $1 AND is_current = 1",
    "UPDATE connections SET is_current = FALSE, tokens = NULL WHERE company_id = $1 AND is_current",
);
const FORGET_TOKENS: Sql =
    Sql::both("UPDATE connections SET tokens = NULL WHERE company_id = $1 AND id = $2");

pub(super) const ALL: &[Sql] = &[IS_CANDIDATE, RETIRE, FORGET_TOKENS];

impl Engine {
    /// The connection that somebody has to say about whether it is meant in place of the current one.
    ///
    /// # Errors
    /// [`Error::NotConnected`] when there is none such.
    pub async fn candidate(&self, company_id: Uuid, id: Uuid) -> Result<Connection, Error> {
        candidate(&mut self.db().begin_read().await?, company_id, id).await
    }

    /// Goes on with another QuickBooks company: what waits for the one so far is told to nobody. One that was never on is sent
    /// nothing before somebody enables it. One that was on when it was left goes on from there, with all that was entered and
    /// changed meanwhile. Links and settings of both are kept.
    ///
    /// # Errors
    /// [`Error::NotConnected`] when nobody was asked about this one.
    pub async fn switch(&self, company_id: Uuid, id: Uuid) -> Result<Connection, Error> {
        let mut tx = self.db().begin_write().await?;
        candidate(&mut tx, company_id, id).await?;
        tx.sql(RETIRE).bind(company_id).execute().await?;
        make_current(&mut tx, company_id, id).await?;
        log::close_former(&mut tx, company_id, self.now()).await?;
        log::reopen(&mut tx, company_id, id, self.now()).await?;
        let connection = row::by_id(&mut tx, company_id, id).await?.ok_or(Error::NotConnected)?;
        sweep::queue_missing(self, &mut tx, &connection).await?;
        tx.wake_on_commit(TOPIC);
        tx.commit().await?;
        Ok(connection)
    }

    /// Stays with the QuickBooks company so far; the access to the other one is forgotten.
    ///
    /// # Errors
    /// [`Error::NotConnected`] when nobody was asked about this one.
    pub async fn stay(&self, company_id: Uuid, id: Uuid) -> Result<(), Error> {
        let mut tx = self.db().begin_write().await?;
        candidate(&mut tx, company_id, id).await?;
        tx.sql(FORGET_TOKENS).bind(company_id).bind(id).execute().await?;
        Ok(tx.commit().await?)
    }
}

async fn candidate(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Connection, Error> {
    let found = tx.sql(IS_CANDIDATE).bind(company_id).bind(id).optional().await?;
    found.ok_or(Error::NotConnected)?;
    row::by_id(tx, company_id, id).await?.ok_or(Error::NotConnected)
}
