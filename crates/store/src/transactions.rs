//! Money on invoices: payments and refunds.
//!
//! After one came or went, the document's sum is added up again with [`crate::documents::refresh_paid`].

use crate::Saved;
use db::{Error, Row, Sql, Tx};
use domain::Money;
use domain::transaction::Transaction;
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, document_id, amount, date, reference, revision, created_at, modified_at"
    };
}

const GET: Sql =
    Sql::both(concat!("SELECT ", columns!(), " FROM transactions WHERE company_id = $1 AND id = $2"));
const OF_DOCUMENTS: Sql = Sql::each(
    concat!(
        "SELECT ",
        columns!(),
        " FROM transactions WHERE company_id = $1 AND document_id IN (SELECT unhex(value) FROM json_each($2))
          ORDER BY date, created_at, id"
    ),
    concat!(
        "SELECT ",
        columns!(),
        " FROM transactions WHERE company_id = $1 AND document_id = ANY($2) ORDER BY date, created_at, id"
    ),
);
const INSERT: Sql = Sql::both(
    "INSERT INTO transactions (
        company_id, id, document_id, user_id, amount, date, reference, revision, created_at, modified_at
     ) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)",
);
const DELETE: Sql = Sql::both("DELETE FROM transactions WHERE company_id = $1 AND id = $2");

pub(crate) const ALL: &[Sql] = &[GET, OF_DOCUMENTS, INSERT, DELETE];

/// One transaction.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Transaction>>, Error> {
    tx.sql(GET).bind(company_id).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// The document's transactions, by day.
pub async fn of_document(
    tx: &mut Tx,
    company_id: Uuid,
    document_id: Uuid,
) -> Result<Vec<Saved<Transaction>>, Error> {
    let mut found = of_documents(tx, company_id, &[document_id]).await?;
    Ok(found.remove(&document_id).unwrap_or_default())
}

/// As [`of_document`] for several documents at once. A document without any is not in the map.
pub async fn of_documents(
    tx: &mut Tx,
    company_id: Uuid,
    document_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Saved<Transaction>>>, Error> {
    let mut found = HashMap::<Uuid, Vec<_>>::new();
    for row in tx.sql(OF_DOCUMENTS).bind(company_id).bind_list(document_ids).all().await? {
        let saved = read(&row)?;
        found.entry(saved.document_id).or_default().push(saved);
    }
    Ok(found)
}

/// Adds a transaction that `user_id` entered, as its first revision.
pub async fn insert(
    tx: &mut Tx,
    company_id: Uuid,
    transaction: &Transaction,
    user_id: Uuid,
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(INSERT)
        .bind(company_id)
        .bind(transaction.id)
        .bind(transaction.document_id)
        .bind(user_id)
        .bind(transaction.amount.minor_units())
        .bind(transaction.date)
        .bind(&transaction.reference)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// Removes a transaction.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}

fn read(row: &Row) -> Result<Saved<Transaction>, Error> {
    let transaction = Transaction {
        id: row.get("id")?,
        document_id: row.get("document_id")?,
        amount: row.get("amount").map(Money::from_minor_units)?,
        date: row.get("date")?,
        reference: row.get("reference")?,
        revision: row.get("revision")?,
    };
    Saved::of(transaction, row)
}
