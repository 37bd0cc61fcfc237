//! Removing a document.

use db::{Error, Sql, Tx};
use uuid::Uuid;

pub(super) const DELETE: Sql = Sql::both("DELETE FROM documents WHERE company_id = $1 AND id = $2");

/// Removes the document with its lines. Its transactions must be gone.
///
/// # Errors
/// [`Error::ForeignKey`] while it has transactions.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}
