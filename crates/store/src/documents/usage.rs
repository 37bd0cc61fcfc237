//! Whether documents stand in the way of removing something else.

use db::{Error, Sql, Tx};
use uuid::Uuid;

pub(super) const OF_CONTACT: Sql =
    Sql::both("SELECT 1 FROM documents WHERE company_id = $1 AND contact_id = $2 LIMIT 1");

pub(super) const OF_ITEM: Sql =
    Sql::both("SELECT 1 FROM document_lines WHERE company_id = $1 AND item_id = $2 LIMIT 1");

/// Whether a document is written to the contact.
pub async fn contact_is_used(tx: &mut Tx, company_id: Uuid, contact_id: Uuid) -> Result<bool, Error> {
    Ok(tx.sql(OF_CONTACT).bind(company_id).bind(contact_id).optional().await?.is_some())
}

/// Whether a line of a document sells the item.
pub async fn item_is_used(tx: &mut Tx, company_id: Uuid, item_id: Uuid) -> Result<bool, Error> {
    Ok(tx.sql(OF_ITEM).bind(company_id).bind(item_id).optional().await?.is_some())
}
