//! A ready-made connection for test clients.

use super::Emulator;
use super::world::REALM;
use crate::oauth::{BUILT_IN_ID, BUILT_IN_SECRET};
use serde::{Deserialize, Serialize};

/// Everything that a client library needs to talk to the emulator. The secrets in it open nothing but the
/// emulator itself, so they may be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Where the emulator is reached; paths such as `/v3/company/…` follow.
    pub base_url: String,
    /// The company.
    pub realm_id: String,
    /// A bearer token, valid for one hour.
    pub access_token: String,
    /// The refresh token that goes with it.
    pub refresh_token: String,
    /// The id of the built-in app.
    pub client_id: String,
    /// The secret of the built-in app.
    pub client_secret: String,
}

pub(super) fn open(emulator: &Emulator, base_url: &str) -> Session {
    let now = emulator.now();
    let tokens = emulator.world().oauth.session(BUILT_IN_ID, REALM, now, emulator.randomness());
    Session {
        base_url: base_url.to_owned(),
        realm_id: REALM.to_owned(),
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        client_id: BUILT_IN_ID.to_owned(),
        client_secret: BUILT_IN_SECRET.to_owned(),
    }
}
