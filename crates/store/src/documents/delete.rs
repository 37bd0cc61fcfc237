//! Removing a document.

use db::{Sql, Tx};
use uuid::Uuid;

const DELETE: Sql = Sql::both("DELETE FROM documents WHERE company_id = $1 AND id = $2");

pub(super) const ALL: &[Sql] = &[DELETE];

/// Removes the document with its lines. Its transactions must be gone.
///
/// # Errors
/// [`db::Error::ForeignKey`] while it has transactions; else any of the database's.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), db::Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}
