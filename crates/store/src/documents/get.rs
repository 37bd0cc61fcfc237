//! Reading one document.

use super::filed::{self, Filed};
use super::lines;
use db::{Error, Sql, Tx};
use uuid::Uuid;

pub(super) const GET: Sql = Sql::both("SELECT * FROM documents WHERE company_id = $1 AND id = $2");

// SQLite has one writer, so there a write transaction is the lock.
pub(super) const GET_LOCKED: Sql = Sql::each(
    "SELECT * FROM documents WHERE company_id = $1 AND id = $2",
    "SELECT * FROM documents WHERE company_id = $1 AND id = $2 FOR UPDATE",
);

/// The document with its lines.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Filed>, Error> {
    find(tx, GET, company_id, id).await
}

/// As [`get`], and nobody else changes the document until this transaction ends.
pub async fn get_locked(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Filed>, Error> {
    find(tx, GET_LOCKED, company_id, id).await
}

async fn find(tx: &mut Tx, sql: Sql, company_id: Uuid, id: Uuid) -> Result<Option<Filed>, Error> {
    let Some(row) = tx.sql(sql).bind(company_id).bind(id).optional().await? else {
        return Ok(None);
    };
    let mut found = [filed::read(&row)?];
    lines::attach(tx, company_id, &mut found).await?;
    let [filed] = found;
    Ok(Some(filed))
}
