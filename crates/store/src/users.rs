//! Users of a company. An e-mail address belongs to one user of one company: it is what signs in.

use db::{Error, Row, Sql, Tx};
use domain::company::User;
use jiff::Timestamp;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "users.id, users.company_id, users.email, users.first_name, users.last_name"
    };
}

const INSERT: Sql = Sql::both(
    "INSERT INTO users (company_id, id, email, first_name, last_name, password_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const GET: Sql = Sql::both(concat!("SELECT ", columns!(), " FROM users WHERE company_id = $1 AND id = $2"));
const BY_EMAIL: Sql =
    Sql::both(concat!("SELECT ", columns!(), ", password_hash FROM users WHERE email = $1"));
pub(crate) const BY_KEY: Sql = Sql::both(concat!(
    "SELECT ",
    columns!(),
    " FROM api_keys JOIN users ON users.company_id = api_keys.company_id AND users.id = api_keys.user_id
     WHERE api_keys.key_hash = $1"
));
pub(crate) const BY_SESSION: Sql = Sql::both(concat!(
    "SELECT ",
    columns!(),
    " FROM sessions JOIN users ON users.company_id = sessions.company_id AND users.id = sessions.user_id
     WHERE sessions.token_hash = $1 AND sessions.expires_at > $2"
));

pub(crate) const ALL: &[Sql] = &[INSERT, GET, BY_EMAIL, BY_KEY, BY_SESSION];

/// Adds a user. The e-mail address is in lower case.
///
/// # Errors
/// [`Error::Unique`] with the key `users(email)` when the address is taken.
pub async fn insert(tx: &mut Tx, user: &User, password_hash: &str, now: Timestamp) -> Result<(), Error> {
    tx.sql(INSERT)
        .bind(user.company_id)
        .bind(user.id)
        .bind(&user.email)
        .bind(&user.first_name)
        .bind(&user.last_name)
        .bind(password_hash)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// A user of the company.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<User>, Error> {
    tx.sql(GET).bind(company_id).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// Whoever signs in with this address (lower case), and the hash of the password.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<(User, String)>, Error> {
    let row = tx.sql(BY_EMAIL).bind(email).optional().await?;
    row.map(|row| Ok((read(&row)?, row.get("password_hash")?))).transpose()
}

pub(crate) fn read(row: &Row) -> Result<User, Error> {
    Ok(User {
        id: row.get("id")?,
        company_id: row.get("company_id")?,
        email: row.get("email")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
    })
}
