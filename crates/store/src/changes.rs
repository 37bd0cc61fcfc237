//! What the app did, for ever: one row a change.

use db::{Error, Sql, Tx};
use domain::change::Change;
use jiff::Timestamp;
use uuid::Uuid;

const INSERT: Sql = Sql::both(
    "INSERT INTO changes (company_id, id, record_kind, record_id, action, title, user_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

pub(crate) const ALL: &[Sql] = &[INSERT];

/// Adds one change that `user_id` made.
pub async fn insert(
    tx: &mut Tx,
    company_id: Uuid,
    id: Uuid,
    change: &Change,
    user_id: Uuid,
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(INSERT)
        .bind(company_id)
        .bind(id)
        .bind(change.record.kind.code())
        .bind(change.record.id)
        .bind(change.action.code())
        .bind(&change.title)
        .bind(user_id)
        .bind(now)
        .execute()
        .await
        .map(drop)
}
