//! Signing in and staying signed in.

use super::{fingerprint, password};
use crate::{App, Error};
use domain::company::User;
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use std::fmt::Write;

/// How long a session lasts: a fortnight, so that somebody who works with it weekly stays signed in.
pub const SESSION_LENGTH: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Bytes of a token: 256 bits can't be guessed.
const TOKEN_BYTES: usize = 32;

/// Begins a session. Gives the token for the cookie, shown this once, and who signed in.
///
/// # Errors
/// [`Error::SignIn`] when the address or the password is wrong.
pub async fn sign_in(app: &App, email: &str, password: SecretString) -> Result<(SecretString, User), Error> {
    let email = email.trim().to_lowercase();
    let known = store::users::by_email(&mut app.begin_read().await?, &email).await?;
    // No transaction is open while the password is checked: that takes long.
    let Some((user, hash)) = known else {
        password::verify_nothing(app, password).await?;
        return Err(Error::SignIn);
    };
    if !password::verify(password, hash).await? {
        return Err(Error::SignIn);
    }
    Ok((begin(app, &user).await?, user))
}

/// Who is signed in with this token; nobody when the session is unknown or over.
///
/// # Errors
/// [`Error::Database`].
pub async fn session_user(app: &App, token: &SecretString) -> Result<Option<User>, Error> {
    let mut tx = app.begin_read().await?;
    Ok(store::sessions::user(&mut tx, &fingerprint(token.expose_secret()), app.now()).await?)
}

/// Ends the session of this token, if there is one.
///
/// # Errors
/// [`Error::Database`].
pub async fn sign_out(app: &App, token: &SecretString) -> Result<(), Error> {
    let mut tx = app.begin_write().await?;
    store::sessions::delete(&mut tx, &fingerprint(token.expose_secret())).await?;
    Ok(tx.commit().await?)
}

async fn begin(app: &App, user: &User) -> Result<SecretString, Error> {
    let token = draw(app);
    let now = app.now();
    let expires_at = now.saturating_add(SESSION_LENGTH).unwrap_or(now);
    let mut tx = app.begin_write().await?;
    store::sessions::delete_expired(&mut tx, now).await?;
    store::sessions::insert(&mut tx, &fingerprint(&token), user, now, expires_at).await?;
    tx.commit().await?;
    Ok(token.into())
}

/// A token in hexadecimal digits.
fn draw(app: &App) -> String {
    let mut token = String::with_capacity(2 * TOKEN_BYTES);
    for byte in app.random::<TOKEN_BYTES>() {
        // Writing to a string can't fail.
        let _ = write!(token, "{byte:02x}");
    }
    token
}
