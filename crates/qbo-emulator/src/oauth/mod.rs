//! The OAuth 2.0 server (fact sheet 1).

mod app;
mod authorize;
mod bearer;
mod discovery;
mod grant;
mod page;
mod revoke;
mod server;
mod token;
mod user;

pub(crate) use app::App;
pub(crate) use discovery::base_url;
pub(crate) use server::Server;

use crate::emulator::Emulator;
use axum::Router;
use axum::routing::{get, post};

/// Discovery, authorize page, token and revoke endpoints.
pub(crate) fn routes() -> Router<Emulator> {
    Router::new()
        .route("/.well-known/openid_configuration", get(discovery::document))
        .route("/.well-known/openid_configuration/", get(discovery::document))
        .route("/.well-known/openid_sandbox_configuration", get(discovery::document))
        .route("/.well-known/openid_sandbox_configuration/", get(discovery::document))
        .route("/connect/oauth2", get(authorize::show).post(authorize::decide))
        .route("/oauth2/v1/tokens/bearer", post(token::issue))
        .route("/v2/oauth2/tokens/revoke", post(revoke::revoke))
        .route("/v1/openid_connect/userinfo", get(user::info))
        .route("/op/v1/jwks", get(discovery::keys))
}
