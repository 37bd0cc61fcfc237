//! Switching the integration on and off.

use db::Sql;
use domain::change::{Action, Change, RecordKind};
use uuid::Uuid;

use super::{Connection, row};
use crate::{Engine, Error, log, sweep};

const ENABLE: Sql = Sql::both("UPDATE connections SET enabled_at = COALESCE(enabled_at, $2) WHERE id = $1");
const DISABLE: Sql = Sql::both("UPDATE connections SET enabled_at = NULL WHERE id = $1");

pub(super) const ALL: &[Sql] = &[ENABLE, DISABLE];

impl Engine {
    /// Switches the integration on: documents created from this moment on are sent, and what became meanwhile of those that
    /// were sent before. Switching it on again after it was off sets a new moment; while it is on, the moment stays, so that
    /// nothing that is queued falls behind it.
    ///
    /// # Errors
    /// [`Error::NotConnected`] without a connection.
    pub async fn enable(&self, company_id: Uuid) -> Result<Connection, Error> {
        let mut tx = self.db().begin_write().await?;
        let connection = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?;
        tx.sql(ENABLE).bind(connection.id).bind(self.now()).execute().await?;
        let title = planner::payload::GENERIC_ITEM_NAME;
        let set_up = Change::new(RecordKind::GenericItem, connection.id, Action::SetUp, title);
        log::record(&mut tx, company_id, &[set_up], self.now(), self.ids()).await?;
        let connection = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?;
        sweep::queue_missing(self, &mut tx, &connection).await?;
        tx.commit().await?;
        Ok(connection)
    }

    /// Switches the integration off. Links and the log are kept; what is queued stays queued.
    ///
    /// # Errors
    /// [`Error::NotConnected`] without a connection.
    pub async fn disable(&self, company_id: Uuid) -> Result<(), Error> {
        let mut tx = self.db().begin_write().await?;
        let connection = row::current(&mut tx, company_id).await?.ok_or(Error::NotConnected)?;
        tx.sql(DISABLE).bind(connection.id).execute().await?;
        Ok(tx.commit().await?)
    }
}
