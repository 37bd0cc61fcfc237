//! The second step: a code becomes tokens.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{App, Endpoints, OauthError, call};
use crate::{Response, Transport};

/// Life of a refresh token when the answer does not tell: 100 days (fact sheet 1.4).
const REFRESH_LIFETIME_UNLESS_TOLD: Duration = Duration::from_secs(100 * 24 * 60 * 60);

/// A token set of one company. Its `Debug` shows no token.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Goes with every call.
    pub access: SecretString,
    /// Yields the next token set. Its value changes about once a day, and then the former value is
    /// void: always store the newest (fact sheet 1.4).
    pub refresh: SecretString,
    /// How long the access token lasts from now; an hour.
    pub access_lifetime: Duration,
    /// How long the refresh token lasts from now unless it is used; about 100 days.
    pub refresh_lifetime: Duration,
}

/// The token set as it travels (fact sheet 1.4).
#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    refresh_token: String,
    expires_in: u64,
    x_refresh_token_expires_in: Option<u64>,
}

/// Exchanges the code that the browser brought back for tokens. A code works once and for a few
/// minutes; using it twice ends the tokens made from it (fact sheet 1.2).
///
/// # Errors
/// [`OauthError`]; [`OauthError::InvalidGrant`] for a code that is used or too old.
pub async fn exchange(
    transport: &dyn Transport,
    endpoints: &Endpoints,
    app: &App,
    code: &str,
) -> Result<Tokens, OauthError> {
    let fields =
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", app.redirect_uri.as_str())];
    let request = call::post(app, &endpoints.token, &fields)?;
    let secrets = [code, app.client_secret.expose_secret()];
    tokens(&call::send(transport, request, &secrets).await?)
}

/// Takes the token set out of an answer.
pub(super) fn tokens(response: &Response) -> Result<Tokens, OauthError> {
    let answer: TokenAnswer = call::read(response)?;
    Ok(Tokens {
        access: SecretString::from(answer.access_token),
        refresh: SecretString::from(answer.refresh_token),
        access_lifetime: Duration::from_secs(answer.expires_in),
        refresh_lifetime: answer
            .x_refresh_token_expires_in
            .map_or(REFRESH_LIFETIME_UNLESS_TOLD, Duration::from_secs),
    })
}
