//! Who is asking: sign-in and sessions for people, keys for programs.
//!
//! Tokens and keys are random and are kept as SHA-256 hashes only, so that a copy of the database opens
//! nothing. Passwords are guessable and so are kept as argon2 hashes.

mod key;
mod password;
mod session;

pub use key::{KEY_LENGTH, create_key, key_user};
pub(crate) use password::hash;
pub use session::{SESSION_LENGTH, session_user, sign_in, sign_out};

use crate::Actor;
use domain::company::User;
use sha2::{Digest, Sha256};

impl From<&User> for Actor {
    fn from(user: &User) -> Self {
        Self { company_id: user.company_id, user_id: user.id }
    }
}

/// What is kept of a key or a token.
fn fingerprint(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
