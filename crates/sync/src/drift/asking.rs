//! Asking for a reading: by a person, and by a refusal that may come of what others have changed.

use db::{Sql, Tx};
use jiff::Timestamp;
use uuid::Uuid;

use super::reading::SOON;
use crate::connection::Connection;
use crate::{Engine, Error, TOPIC};

const DEMAND: Sql = Sql::both("UPDATE connections SET changes_due_at = $2 WHERE id = $1");

const LOOK_SOON: Sql =
    Sql::both("UPDATE connections SET changes_due_at = $2 WHERE id = $1 AND changes_due_at > $2");

pub(super) const ALL: &[Sql] = &[DEMAND, LOOK_SOON];

impl Engine {
    /// Has whoever drives the company's connection look for what others have changed in QuickBooks, at once. What is
    /// found is told in the log.
    ///
    /// # Errors
    /// [`Error::NotConnected`], or [`Error::SwitchedOff`] while nothing is sent.
    pub async fn look_for_changes(&self, company_id: Uuid) -> Result<Connection, Error> {
        let connection = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        if connection.enabled_at.is_none() {
            return Err(Error::SwitchedOff);
        }
        let mut tx = self.db().begin_write().await?;
        tx.sql(DEMAND).bind(connection.id).bind(self.now()).execute().await?;
        tx.wake_on_commit(TOPIC);
        tx.commit().await?;
        self.connection(company_id).await?.ok_or(Error::NotConnected)
    }
}

/// Has others' changes looked at after a refusal that may come of them: an hour after the last time, however much is refused.
/// Whoever drives the connection begins anew then.
pub(crate) async fn look_soon(tx: &mut Tx, connection: &Connection, now: Timestamp) -> Result<(), db::Error> {
    let next = connection.changes_since.and_then(|last| last.checked_add(SOON).ok());
    let due = next.map_or(now, |next| next.max(now));
    tx.sql(LOOK_SOON).bind(connection.id).bind(due).execute().await.map(drop)
}
