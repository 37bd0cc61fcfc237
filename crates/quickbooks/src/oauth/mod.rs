//! Signing in to a company (fact sheet 1): four small calls and the addresses they go to.
//!
//! 1. Send the browser to [`authorize_url`].
//! 2. When it comes back with a code, [`exchange`] it for [`Tokens`].
//! 3. Before the access token ends, [`refresh`]; store what comes back before using it.
//! 4. To disconnect, [`revoke`].

mod authorize;
mod call;
mod discovery;
mod error;
mod refresh;
mod revoke;
mod token;

use secrecy::SecretString;

pub use self::{
    authorize::{SCOPE, authorize_url},
    discovery::{Endpoints, PRODUCTION_DISCOVERY, SANDBOX_DISCOVERY},
    error::OauthError,
    refresh::refresh,
    revoke::revoke,
    token::{Tokens, exchange},
};

/// An app as it is registered with the vendor. Its `Debug` does not show the secret.
#[derive(Debug, Clone)]
pub struct App {
    /// Names the app.
    pub client_id: String,
    /// Proves that it is the app.
    pub client_secret: SecretString,
    /// Where the browser comes back to; must equal a registered address exactly (fact sheet 1.2).
    pub redirect_uri: String,
}
