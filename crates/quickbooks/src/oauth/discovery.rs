//! Where the calls go. The vendor asks apps to read the addresses from the discovery document in
//! place of fixing them (fact sheet 1.1).

use http::{HeaderMap, HeaderValue, Method, header};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{OauthError, call};
use crate::{Request, Transport};

/// Discovery document for real companies (fact sheet 1.1).
pub const PRODUCTION_DISCOVERY: &str = "https://developer.api.intuit.com/.well-known/openid_configuration";

/// Discovery document for the vendor's test companies (fact sheet 1.1).
pub const SANDBOX_DISCOVERY: &str =
    "https://developer.api.intuit.com/.well-known/openid_sandbox_configuration";

/// The addresses of the sign-in. Serialised under the names of the discovery document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoints {
    /// Where the browser asks the user.
    #[serde(rename = "authorization_endpoint")]
    pub authorize: Url,
    /// Where codes and refresh tokens are exchanged.
    #[serde(rename = "token_endpoint")]
    pub token: Url,
    /// Where a connection is ended.
    #[serde(rename = "revocation_endpoint")]
    pub revoke: Url,
}

impl Endpoints {
    /// Reads the addresses from a discovery document: [`PRODUCTION_DISCOVERY`],
    /// [`SANDBOX_DISCOVERY`] or that of an emulator.
    ///
    /// # Errors
    /// [`OauthError::Unavailable`] when it can't be fetched or read, [`OauthError::Refused`] when the
    /// server has none.
    pub async fn discover(transport: &dyn Transport, url: Url) -> Result<Self, OauthError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let request = Request { method: Method::GET, url, headers, body: None };
        let response = call::send(transport, request, &[]).await?;
        call::read(&response)
    }
}
