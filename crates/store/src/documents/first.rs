//! The first document that was written to somebody.

use crate::column;
use db::{Error, Sql, Tx};
use domain::Currency;
use jiff::Timestamp;
use uuid::Uuid;

pub(super) const CURRENCY: Sql = Sql::both(
    "SELECT currency FROM documents WHERE company_id = $1 AND contact_id = $2
     ORDER BY CASE WHEN created_at >= $3 THEN 0 ELSE 1 END, created_at, id LIMIT 1",
);

/// The currency of the first document that was written to the contact since that moment, else of the first at all.
pub async fn first_currency(
    tx: &mut Tx,
    company_id: Uuid,
    contact_id: Uuid,
    since: Timestamp,
) -> Result<Option<Currency>, Error> {
    let first = tx.sql(CURRENCY).bind(company_id).bind(contact_id).bind(since).optional().await?;
    first.map(|row| column::currency(&row, "currency")).transpose()
}
