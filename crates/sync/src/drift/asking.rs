//! Asking for a reading: by a person, and by a refusal that may come of what others have changed.

use db::{Sql, Tx};
use jiff::Timestamp;
use planner::Code;
use uuid::Uuid;

use super::reading::SOON;
use crate::connection::Connection;
use crate::{Engine, Error, TOPIC};

const DEMAND: Sql = Sql::both("UPDATE connections SET changes_due_at = $2 WHERE id = $1");

/// Not while it is known how things stood a short time ago.
const LOOK_SOON: Sql = Sql::both(
    "UPDATE connections SET changes_due_at = $2 WHERE id = $1 AND changes_since <= $3 AND changes_due_at > $2",
);

/// Refusals that may come of what others have changed.
const OF_OTHERS: [Code; 3] = [Code::RemoteGone, Code::AmountRefused, Code::Linked];

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

/// Has others' changes looked at soon when `refusal` may come of them: at most once an hour, however much is refused.
pub(crate) async fn look_soon(
    tx: &mut Tx,
    connection_id: Uuid,
    refusal: Code,
    now: Timestamp,
) -> Result<(), db::Error> {
    if !OF_OTHERS.contains(&refusal) {
        return Ok(());
    }
    let old = now.saturating_sub(SOON).unwrap_or(Timestamp::MIN);
    tx.sql(LOOK_SOON).bind(connection_id).bind(now).bind(old).execute().await.map(drop)
}
