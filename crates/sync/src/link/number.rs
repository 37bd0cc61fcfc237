//! The numbers that documents have in QuickBooks, for whoever shows them beside ours.

use db::Sql;
use std::collections::HashMap;
use uuid::Uuid;

use crate::connection::current;
use crate::{Engine, Error};

const NUMBERS: Sql = Sql::each(
    "SELECT record_id, remote_number FROM links WHERE connection_id = $1 AND record_kind IN ('invoice', 'purchase_order')
       AND remote_id IS NOT NULL AND remote_number IS NOT NULL AND record_id IN (SELECT unhex(value) FROM json_each($2))",
    "SELECT record_id, remote_number FROM links WHERE connection_id = $1 AND record_kind IN ('invoice', 'purchase_order')
       AND remote_id IS NOT NULL AND remote_number IS NOT NULL AND record_id = ANY($2)",
);

pub(super) const ALL: &[Sql] = &[NUMBERS];

impl Engine {
    /// The numbers in QuickBooks of those of `documents` that are there. It gives numbers of its own while custom numbers
    /// are off (fact sheet 9.6), and one that is taken gets something added.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn remote_numbers(
        &self,
        company_id: Uuid,
        documents: &[Uuid],
    ) -> Result<HashMap<Uuid, String>, Error> {
        let mut tx = self.db().begin_read().await?;
        let Some(connection) = current(&mut tx, company_id).await? else { return Ok(HashMap::new()) };
        let rows = tx.sql(NUMBERS).bind(connection.id).bind_list(documents).all().await?;
        rows.iter().map(|row| Ok((row.get("record_id")?, row.get("remote_number")?))).collect()
    }
}
