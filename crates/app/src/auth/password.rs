//! Hashing passwords. It takes a while on purpose, so it is done beside the threads that serve requests.

use crate::{App, Error};
use argon2::Argon2;
use argon2::password_hash::{Error as HashError, PasswordHasher, PasswordVerifier};
use domain::Refusals;
use secrecy::{ExposeSecret, SecretString};

/// The fewest characters of a password.
const MIN_LENGTH: usize = 8;
/// The most bytes of a password: hashing more would only cost time.
const MAX_BYTES: usize = 1024;
/// Bytes of a salt, as argon2's authors recommend.
const SALT_BYTES: usize = 16;

/// The hash of a new password, with its salt and cost in it.
///
/// # Errors
/// [`Error::Refused`] when it is too short or too long.
pub(crate) async fn hash(app: &App, password: SecretString) -> Result<String, Error> {
    check(password.expose_secret())?;
    let salt = app.random::<SALT_BYTES>();
    beside(move || {
        let hash = Argon2::default().hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
        hash.map(|hash| hash.to_string())
    })
    .await
}

/// Whether `password` is the one that `hash` was made of.
pub(super) async fn verify(password: SecretString, hash: String) -> Result<bool, Error> {
    if password.expose_secret().len() > MAX_BYTES {
        return Ok(false);
    }
    beside(move || {
        match Argon2::default().verify_password(password.expose_secret().as_bytes(), hash.as_str()) {
            Ok(()) => Ok(true),
            Err(HashError::PasswordInvalid) => Ok(false),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Takes as long as [`verify`], so that the time of an answer doesn't tell whether an address is known.
pub(super) async fn verify_nothing(app: &App, password: SecretString) -> Result<(), Error> {
    let salt = app.random::<SALT_BYTES>();
    let length = password.expose_secret().len().min(MAX_BYTES);
    beside(move || {
        let bytes = &password.expose_secret().as_bytes()[..length];
        Argon2::default().hash_password_with_salt(bytes, &salt).map(drop)
    })
    .await
}

fn check(password: &str) -> Result<(), Refusals> {
    if password.chars().count() < MIN_LENGTH {
        let reason = format!("A password needs at least {MIN_LENGTH} characters");
        return Err(Refusals::one("password", "minLength", reason));
    }
    if password.len() > MAX_BYTES {
        let reason = format!("A password has at most {MAX_BYTES} bytes");
        return Err(Refusals::one("password", "maxLength", reason));
    }
    Ok(())
}

async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result.map_err(|error| Error::Hashing(error.to_string())),
        Err(error) => Err(Error::Hashing(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_characters_are_a_password_and_seven_are_not() {
        assert!(check("päßwörter").is_ok());
        assert!(check("12345678").is_ok());
        assert!(check("1234567").is_err());
    }

    #[test]
    fn a_password_beyond_the_limit_is_refused() {
        assert!(check(&"x".repeat(MAX_BYTES)).is_ok());
        assert!(check(&"x".repeat(MAX_BYTES + 1)).is_err());
    }
}
