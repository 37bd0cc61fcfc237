//! Money on invoices: payments and refunds.
//!
//! After [`insert`] or [`delete`], the document's sum is added up again with [`crate::documents::refresh_paid`].

use db::{Row, Sql, Tx};
use domain::Money;
use domain::transaction::Transaction;
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

const GET: Sql = Sql::both("SELECT * FROM transactions WHERE company_id = $1 AND id = $2");

const OF_DOCUMENTS: Sql = Sql::each(
    "SELECT * FROM transactions
     WHERE company_id = $1 AND document_id IN (SELECT unhex(value) FROM json_each($2))
     ORDER BY document_id, date, created_at, id",
    "SELECT * FROM transactions WHERE company_id = $1 AND document_id = ANY($2)
     ORDER BY document_id, date, created_at, id",
);

const INSERT: Sql = Sql::both(
    "INSERT INTO transactions (id, company_id, document_id, user_id, amount, date, reference, revision,
         created_at, modified_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

const DELETE: Sql = Sql::both("DELETE FROM transactions WHERE company_id = $1 AND id = $2");

const DELETE_OF_DOCUMENT: Sql = Sql::both("DELETE FROM transactions WHERE company_id = $1 AND document_id = $2");

/// Every statement of this noun, for the test that prepares them.
pub const ALL: &[Sql] = &[GET, OF_DOCUMENTS, INSERT, DELETE, DELETE_OF_DOCUMENT];

/// A transaction as it stands in the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The money.
    pub transaction: Transaction,
    /// Who entered it.
    pub user_id: Uuid,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it last changed.
    pub modified_at: Timestamp,
}

/// The transaction with this id.
///
/// # Errors
/// Any of the database's.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Filed>, db::Error> {
    let row = tx.sql(GET).bind(company_id).bind(id).optional().await?;
    row.as_ref().map(read).transpose()
}

/// The document's transactions, in the order of their days.
///
/// # Errors
/// Any of the database's.
pub async fn of_document(tx: &mut Tx, company_id: Uuid, document_id: Uuid) -> Result<Vec<Filed>, db::Error> {
    let mut found = of_documents(tx, company_id, &[document_id]).await?;
    Ok(found.remove(&document_id).unwrap_or_default())
}

/// As [`of_document`] for several documents, with one statement. A document without any is not in the map.
///
/// # Errors
/// Any of the database's.
pub async fn of_documents(
    tx: &mut Tx,
    company_id: Uuid,
    document_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Filed>>, db::Error> {
    let mut found = HashMap::<Uuid, Vec<Filed>>::new();
    for row in tx.sql(OF_DOCUMENTS).bind(company_id).bind_list(document_ids).all().await? {
        let filed = read(&row)?;
        found.entry(filed.transaction.document_id).or_default().push(filed);
    }
    Ok(found)
}

/// Writes a new transaction.
///
/// # Errors
/// Any of the database's.
pub async fn insert(tx: &mut Tx, company_id: Uuid, filed: &Filed) -> Result<(), db::Error> {
    let transaction = &filed.transaction;
    tx.sql(INSERT)
        .bind(transaction.id)
        .bind(company_id)
        .bind(transaction.document_id)
        .bind(filed.user_id)
        .bind(transaction.amount.minor_units())
        .bind(transaction.date)
        .bind(&transaction.reference)
        .bind(transaction.revision)
        .bind(filed.created_at)
        .bind(filed.modified_at)
        .execute()
        .await
        .map(drop)
}

/// Removes one transaction.
///
/// # Errors
/// Any of the database's.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), db::Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}

/// Removes all transactions of a document.
///
/// # Errors
/// Any of the database's.
pub async fn delete_of_document(tx: &mut Tx, company_id: Uuid, document_id: Uuid) -> Result<(), db::Error> {
    tx.sql(DELETE_OF_DOCUMENT).bind(company_id).bind(document_id).execute().await.map(drop)
}

fn read(row: &Row) -> Result<Filed, db::Error> {
    Ok(Filed {
        transaction: Transaction {
            id: row.get("id")?,
            document_id: row.get("document_id")?,
            amount: Money::from_minor_units(row.get("amount")?),
            date: row.get("date")?,
            reference: row.get("reference")?,
            revision: row.get("revision")?,
        },
        user_id: row.get("user_id")?,
        created_at: row.get("created_at")?,
        modified_at: row.get("modified_at")?,
    })
}
