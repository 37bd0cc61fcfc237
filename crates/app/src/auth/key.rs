//! Keys of the API.

use super::fingerprint;
use crate::{Actor, App, Error};
use domain::company::User;
use secrecy::SecretString;

/// Characters of a key. Clients check for exactly this many (fact sheet U5).
pub const KEY_LENGTH: usize = 40;

const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// The greatest multiple of the alphabet's size in a byte; larger bytes are thrown away, so that no letter is
/// likelier.
const FAIR: u8 = 252;

/// Makes a key that acts as `actor`'s user. It is shown this once; what is kept can't be turned back into it.
///
/// # Errors
/// [`Error::Database`].
pub async fn create_key(app: &App, actor: Actor) -> Result<SecretString, Error> {
    let key = draw(app);
    let mut tx = app.begin_write().await?;
    let (id, now) = (app.next_id(), app.now());
    store::api_keys::insert(&mut tx, actor.company_id, id, actor.user_id, &fingerprint(&key), now).await?;
    tx.commit().await?;
    Ok(key.into())
}

/// Whose key it is; nobody's when it is unknown.
///
/// # Errors
/// [`Error::Database`].
pub async fn key_user(app: &App, key: &str) -> Result<Option<User>, Error> {
    // What can't be a key is not worth a question to the database.
    if key.len() != KEY_LENGTH {
        return Ok(None);
    }
    let mut tx = app.begin_read().await?;
    Ok(store::api_keys::user(&mut tx, &fingerprint(key)).await?)
}

/// 40 letters and digits, each as likely as any other: more than 200 bits.
fn draw(app: &App) -> String {
    let mut key = String::with_capacity(KEY_LENGTH);
    while key.len() < KEY_LENGTH {
        let fair = app.random::<KEY_LENGTH>().into_iter().filter(|byte| *byte < FAIR);
        let letters = fair.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
        key.extend(letters.take(KEY_LENGTH - key.len()));
    }
    key
}
