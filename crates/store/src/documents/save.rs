//! Writing a document.

use super::Filed;
use super::lines;
use db::{Error, Sql, Tx};
use domain::{ExchangeRate, Money};
use jiff::Timestamp;
use uuid::Uuid;

pub(super) const INSERT: Sql = Sql::both(
    "INSERT INTO documents (id, company_id, kind, number, contact_id, user_id, name, issue_date,
         shipping_address, external_po_number, currency, cancelled, total_cost, total_lines, total_discount,
         total_tax1, total_tax2, paid, revision, created_at, modified_at, sent_at,
         exchange_rate)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
);

pub(super) const UPDATE: Sql = Sql::both(
    "UPDATE documents SET contact_id = $3, name = $4, issue_date = $5, shipping_address = $6,
         external_po_number = $7, currency = $8, total_cost = $9, total_lines = $10, total_discount = $11,
         total_tax1 = $12, total_tax2 = $13, revision = revision + 1, modified_at = $14, received_at = $15, exchange_rate = $16
     WHERE company_id = $1 AND id = $2",
);

pub(super) const CANCEL: Sql = Sql::both(
    "UPDATE documents SET cancelled = $3, revision = revision + 1, modified_at = $4 WHERE company_id = $1 AND id = $2",
);

pub(super) const PROGRESS: Sql = Sql::both(
    "UPDATE documents SET sent_at = $3, revision = $4, modified_at = $5, received_at = $6 WHERE company_id = $1 AND id = $2",
);

pub(super) const REFRESH_PAID: Sql = Sql::both(
    "UPDATE documents SET modified_at = $3, paid = (
         SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM transactions
         WHERE company_id = $1 AND document_id = $2
     ) WHERE company_id = $1 AND id = $2 RETURNING paid",
);

/// Writes a new document with its lines. Its creation time and revision are those it carries.
///
/// # Errors
/// [`Error::Unique`] when the number or an id is taken.
pub async fn insert(tx: &mut Tx, company_id: Uuid, filed: &Filed) -> Result<(), Error> {
    let (document, totals) = (&filed.document, &filed.totals);
    tx.sql(INSERT)
        .bind(document.id)
        .bind(company_id)
        .bind(document.kind.context())
        .bind(document.number)
        .bind(document.contact_id)
        .bind(filed.user_id)
        .bind(&document.name)
        .bind(document.issue_date)
        .bind(&document.shipping_address)
        .bind(&document.external_po_number)
        .bind(document.currency.code())
        .bind(document.cancelled)
        .bind(totals.cost.minor_units())
        .bind(totals.lines.minor_units())
        .bind(totals.discount.minor_units())
        .bind(totals.tax1.minor_units())
        .bind(totals.tax2.minor_units())
        .bind(filed.paid.minor_units())
        .bind(document.revision)
        .bind(document.created_at)
        .bind(filed.modified_at)
        .bind(document.sent_at)
        .bind(document.exchange_rate.map(ExchangeRate::billionths))
        .execute()
        .await?;
    lines::replace(tx, company_id, document.id, &document.lines).await
}

/// Writes the values, totals and lines of a document that is there; its revision grows by one. Number, author,
/// creation time, whether it is cancelled or sent, and what was paid stay.
pub async fn update(tx: &mut Tx, company_id: Uuid, filed: &Filed) -> Result<(), Error> {
    let (document, totals) = (&filed.document, &filed.totals);
    tx.sql(UPDATE)
        .bind(company_id)
        .bind(document.id)
        .bind(document.contact_id)
        .bind(&document.name)
        .bind(document.issue_date)
        .bind(&document.shipping_address)
        .bind(&document.external_po_number)
        .bind(document.currency.code())
        .bind(totals.cost.minor_units())
        .bind(totals.lines.minor_units())
        .bind(totals.discount.minor_units())
        .bind(totals.tax1.minor_units())
        .bind(totals.tax2.minor_units())
        .bind(filed.modified_at)
        .bind(document.received_at)
        .bind(document.exchange_rate.map(ExchangeRate::billionths))
        .execute()
        .await?;
    lines::replace(tx, company_id, document.id, &document.lines).await
}

/// Notes whether the document is cancelled; its revision grows by one.
pub async fn set_cancelled(
    tx: &mut Tx,
    company_id: Uuid,
    id: Uuid,
    cancelled: bool,
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(CANCEL).bind(company_id).bind(id).bind(cancelled).bind(now).execute().await.map(drop)
}

/// Writes how far a purchase order is: when it was sent, and what has come. Its revision is the one it carries.
pub async fn save_progress(tx: &mut Tx, company_id: Uuid, filed: &Filed) -> Result<(), Error> {
    let document = &filed.document;
    tx.sql(PROGRESS)
        .bind(company_id)
        .bind(document.id)
        .bind(document.sent_at)
        .bind(document.revision)
        .bind(filed.modified_at)
        .bind(document.received_at)
        .execute()
        .await?;
    lines::receive(tx, company_id, document.id, &document.lines).await
}

/// Adds up the document's transactions again, after one came or went, and gives the sum. The revision stays: what
/// the document says has not changed.
///
/// # Errors
/// [`Error::Missing`] when there is no such document.
pub async fn refresh_paid(tx: &mut Tx, company_id: Uuid, id: Uuid, now: Timestamp) -> Result<Money, Error> {
    let row = tx.sql(REFRESH_PAID).bind(company_id).bind(id).bind(now).one().await?;
    row.get("paid").map(Money::from_minor_units)
}
