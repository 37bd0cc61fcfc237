//! Keys of the API. Only their hashes are kept.

use crate::users;
use db::{Error, Sql, Tx};
use domain::company::User;
use jiff::Timestamp;
use uuid::Uuid;

const INSERT: Sql = Sql::both(
    "INSERT INTO api_keys (company_id, id, user_id, key_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
);

pub(crate) const ALL: &[Sql] = &[INSERT];

/// Adds a key of a user, by its hash.
pub async fn insert(
    tx: &mut Tx,
    company_id: Uuid,
    id: Uuid,
    user_id: Uuid,
    key_hash: &[u8],
    now: Timestamp,
) -> Result<(), Error> {
    tx.sql(INSERT).bind(company_id).bind(id).bind(user_id).bind(key_hash).bind(now).execute().await.map(drop)
}

/// Whose key has this hash. The key is what tells the company, so no company is asked for.
pub async fn user(tx: &mut Tx, key_hash: &[u8]) -> Result<Option<User>, Error> {
    tx.sql(users::BY_KEY).bind(key_hash).optional().await?.as_ref().map(users::read).transpose()
}
