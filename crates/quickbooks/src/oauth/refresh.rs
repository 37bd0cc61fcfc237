//! The third step, again and again: new tokens for old.

use secrecy::{ExposeSecret, SecretString};

use super::{App, Endpoints, OauthError, Tokens, call, token};
use crate::Transport;

/// Exchanges a refresh token for a new token set. Store the answer before using it: the old refresh
/// token may be void from now on (fact sheet 1.4).
///
/// # Errors
/// [`OauthError`]; [`OauthError::InvalidGrant`] is final, the user must connect again.
pub async fn refresh(
    transport: &dyn Transport,
    endpoints: &Endpoints,
    app: &App,
    refresh_token: &SecretString,
) -> Result<Tokens, OauthError> {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose_secret())];
    let request = call::post(app, &endpoints.token, &fields)?;
    let secrets = [refresh_token.expose_secret(), app.client_secret.expose_secret()];
    token::tokens(&call::send(transport, request, &secrets).await?)
}
