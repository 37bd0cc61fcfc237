//! Sessions of those who signed in. Only the hashes of their tokens are kept.

use crate::users;
use db::{Error, Sql, Tx};
use domain::company::User;
use jiff::Timestamp;

const INSERT: Sql = Sql::both(
    "INSERT INTO sessions (token_hash, company_id, user_id, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5)",
);
const DELETE: Sql = Sql::both("DELETE FROM sessions WHERE token_hash = $1");
const DELETE_EXPIRED: Sql = Sql::both("DELETE FROM sessions WHERE expires_at <= $1");

pub(crate) const ALL: &[Sql] = &[INSERT, DELETE, DELETE_EXPIRED];

/// Begins a session that ends at `expires_at`.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &[u8],
    user: &User,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.sql(INSERT)
        .bind(token_hash)
        .bind(user.company_id)
        .bind(user.id)
        .bind(now)
        .bind(expires_at)
        .execute()
        .await
        .map(drop)
}

/// Whose session has this hash and is not over. The token is what tells the company, so no company is asked
/// for.
pub async fn user(tx: &mut Tx, token_hash: &[u8], now: Timestamp) -> Result<Option<User>, Error> {
    let row = tx.sql(users::BY_SESSION).bind(token_hash).bind(now).optional().await?;
    row.as_ref().map(users::read).transpose()
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, token_hash: &[u8]) -> Result<(), Error> {
    tx.sql(DELETE).bind(token_hash).execute().await.map(drop)
}

/// Forgets the sessions that are over. Gives how many there were.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    tx.sql(DELETE_EXPIRED).bind(now).execute().await
}
