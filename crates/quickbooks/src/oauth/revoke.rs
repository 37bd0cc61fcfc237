//! The last step: ending a connection.

use secrecy::{ExposeSecret, SecretString};

use super::{App, Endpoints, OauthError, call};
use crate::Transport;

/// Ends a connection. Either of its tokens will do, and both are void afterwards (fact sheet 1.5).
///
/// # Errors
/// [`OauthError::InvalidGrant`] when the token is unknown or revoked already, which a caller that
/// wants to disconnect may take as done; else as for [`exchange`](super::exchange).
pub async fn revoke(
    transport: &dyn Transport,
    endpoints: &Endpoints,
    app: &App,
    token: &SecretString,
) -> Result<(), OauthError> {
    let request = call::post(app, &endpoints.revoke, &[("token", token.expose_secret())])?;
    let secrets = [token.expose_secret(), app.client_secret.expose_secret()];
    match call::send(transport, request, &secrets).await {
        Ok(_) => Ok(()),
        // Seen with an empty body (fact sheet 1.5), so there is no name of the error to go by.
        Err(OauthError::Refused { http_status: 400, .. }) => Err(OauthError::InvalidGrant {
            description: "the token is unknown or already revoked".to_owned(),
        }),
        Err(error) => Err(error),
    }
}
