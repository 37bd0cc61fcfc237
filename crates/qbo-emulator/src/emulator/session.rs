//! A ready-made connection for test clients.

use super::Emulator;
use crate::oauth::App;
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
    /// The id of the app.
    pub client_id: String,
    /// The secret of the app.
    pub client_secret: String,
}

/// A token set of `app` for the company `realm_id`.
pub(super) fn open(emulator: &Emulator, base_url: &str, realm_id: String, app: App) -> Session {
    let now = emulator.now();
    let tokens = emulator.world().oauth.session(&app.client_id, &realm_id, now, emulator.randomness());
    Session {
        base_url: base_url.to_owned(),
        realm_id,
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        client_id: app.client_id,
        client_secret: app.client_secret,
    }
}
