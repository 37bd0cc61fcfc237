//! Signing in: what is sent, and what the answers mean.

mod authorize;
mod tokens;

use quickbooks::oauth::{App, Endpoints};
use secrecy::SecretString;

pub(crate) const SECRET: &str = "cl13nt-s3cret";

pub(crate) fn app() -> App {
    App {
        client_id: "ABclient".into(),
        client_secret: SecretString::from(SECRET),
        redirect_uri: "https://books.example/qbo/callback?x=1".into(),
    }
}

pub(crate) fn endpoints() -> Endpoints {
    Endpoints {
        authorize: "https://app.test/connect/oauth2".parse().unwrap(),
        token: "https://oauth.test/tokens/bearer".parse().unwrap(),
        revoke: "https://dev.test/tokens/revoke".parse().unwrap(),
    }
}
