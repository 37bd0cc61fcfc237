//! Where to go, and where to send the user.

use std::collections::HashMap;

use quickbooks::oauth::{Endpoints, OauthError, PRODUCTION_DISCOVERY, SANDBOX_DISCOVERY, authorize_url};

use super::{app, endpoints};
use crate::script::{Script, answer};

#[test]
fn the_user_is_sent_with_everything_the_service_asks_for() {
    let url = authorize_url(&endpoints(), &app(), "st&te");
    assert!(url.as_str().starts_with("https://app.test/connect/oauth2?"), "{url}");
    let sent: HashMap<_, _> = url.query_pairs().into_owned().collect();
    let expected = [
        ("client_id", "ABclient"),
        ("response_type", "code"),
        ("scope", "com.intuit.quickbooks.accounting"),
        ("redirect_uri", "https://books.example/qbo/callback?x=1"),
        ("state", "st&te"),
    ];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
}

#[tokio::test]
async fn the_discovery_document_tells_the_addresses() {
    let document = r#"{"issuer":"https://oauth.platform.intuit.com/op/v1",
        "authorization_endpoint":"https://app.test/connect/oauth2",
        "token_endpoint":"https://oauth.test/tokens/bearer",
        "revocation_endpoint":"https://dev.test/tokens/revoke","response_types_supported":["code"]}"#;
    for address in [PRODUCTION_DISCOVERY, SANDBOX_DISCOVERY] {
        let script = Script::new([answer(200, document)]);
        let found = Endpoints::discover(&*script, address.parse().unwrap()).await.unwrap();
        assert_eq!(found, endpoints());
        assert_eq!((script.request().method.as_str(), script.request().url.as_str()), ("GET", address));
    }
}

#[tokio::test]
async fn a_discovery_document_that_lacks_an_address_is_not_available() {
    let script = Script::new([answer(200, r#"{"token_endpoint":"https://oauth.test/"}"#)]);
    let error = Endpoints::discover(&*script, PRODUCTION_DISCOVERY.parse().unwrap()).await.unwrap_err();
    assert!(matches!(error, OauthError::Unavailable { .. }), "{error}");
}
