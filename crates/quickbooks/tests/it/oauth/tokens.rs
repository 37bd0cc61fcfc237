//! Codes and refresh tokens become token sets; connections end.

use std::time::Duration;

use quickbooks::{
    Sent,
    oauth::{OauthError, Tokens, exchange, refresh, revoke},
};
use secrecy::{ExposeSecret, SecretString};

use super::{SECRET, app, endpoints};
use crate::script::{Script, answer, body, broken, header};

const ANSWER: &str = r#"{"token_type":"bearer","access_token":"eyJnew","refresh_token":"RT1-new",
    "expires_in":3600,"x_refresh_token_expires_in":8726400}"#;

async fn refresh_with(script: &Script) -> Result<Tokens, OauthError> {
    refresh(script, &endpoints(), &app(), &SecretString::from("RT1-old+/")).await
}

#[tokio::test]
async fn a_code_is_exchanged_in_the_name_of_the_app() {
    let script = Script::new([answer(200, ANSWER)]);
    let tokens = exchange(&*script, &endpoints(), &app(), "c0de&1").await.unwrap();
    assert_eq!(tokens.access.expose_secret(), "eyJnew");
    assert_eq!(tokens.refresh.expose_secret(), "RT1-new");
    assert_eq!(tokens.access_lifetime, Duration::from_secs(3600));
    assert_eq!(tokens.refresh_lifetime, Duration::from_secs(8_726_400));

    let request = script.request();
    assert_eq!((request.method.as_str(), request.url.as_str()), ("POST", "https://oauth.test/tokens/bearer"));
    assert_eq!(header(&request, "authorization"), "Basic QUJjbGllbnQ6Y2wxM250LXMzY3JldA==");
    assert_eq!(header(&request, "accept"), "application/json");
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        body(&request),
        "grant_type=authorization_code&code=c0de%261\
         &redirect_uri=https%3A%2F%2Fbooks.example%2Fqbo%2Fcallback%3Fx%3D1"
    );
}

#[tokio::test]
async fn a_refresh_token_yields_the_next_token_set() {
    let script = Script::new([answer(200, ANSWER)]);
    let tokens = refresh_with(&script).await.unwrap();
    assert_eq!(tokens.refresh.expose_secret(), "RT1-new");
    assert_eq!(body(&script.request()), "grant_type=refresh_token&refresh_token=RT1-old%2B%2F");
}

#[tokio::test]
async fn a_refresh_token_without_a_term_lasts_a_hundred_days() {
    let script = Script::new([answer(200, r#"{"access_token":"a","refresh_token":"r","expires_in":3600}"#)]);
    assert_eq!(refresh_with(&script).await.unwrap().refresh_lifetime, Duration::from_secs(8_640_000));
}

#[tokio::test]
async fn an_invalid_grant_is_final_and_says_why() {
    let said = r#"{"error":"invalid_grant","error_description":"Token invalid"}"#;
    let error = refresh_with(&Script::new([answer(400, said)])).await.unwrap_err();
    assert_eq!(error, OauthError::InvalidGrant { description: "Token invalid".into() });
    assert!(error.to_string().contains("connect again"), "{error}");

    let error = refresh_with(&Script::new([answer(400, r#"{"error":"invalid_grant"}"#)])).await.unwrap_err();
    assert_eq!(error, OauthError::InvalidGrant { description: "invalid_grant".into() });
}

#[tokio::test]
async fn a_wrong_app_is_refused_by_name() {
    for status in [400, 401] {
        let error =
            refresh_with(&Script::new([answer(status, r#"{"error":"invalid_client"}"#)])).await.unwrap_err();
        let expected = OauthError::Refused {
            http_status: status,
            error: "invalid_client".into(),
            description: String::new(),
        };
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn trouble_of_the_server_or_the_network_may_pass() {
    for outcome in [
        answer(500, "oops"),
        answer(503, ""),
        answer(429, ""),
        answer(408, ""),
        answer(302, ""),
        answer(200, "<html>"),
        answer(200, r#"{"access_token":"a"}"#),
        broken(Sent::No, "connection refused"),
        broken(Sent::Maybe, "connection reset"),
    ] {
        let shown = format!("{outcome:?}");
        let error = refresh_with(&Script::new([outcome])).await.unwrap_err();
        assert!(matches!(error, OauthError::Unavailable { .. }), "{shown} became {error}");
    }
}

#[tokio::test]
async fn a_connection_is_ended_by_either_token() {
    let script = Script::new([answer(200, "")]);
    revoke(&*script, &endpoints(), &app(), &SecretString::from("RT1-old")).await.unwrap();
    let request = script.request();
    assert_eq!((request.method.as_str(), request.url.as_str()), ("POST", "https://dev.test/tokens/revoke"));
    assert!(header(&request, "authorization").starts_with("Basic "));
    assert_eq!(body(&request), "token=RT1-old");
}

#[tokio::test]
async fn a_token_that_is_gone_already_is_told_from_other_refusals() {
    let token = SecretString::from("RT1-old");
    let gone = revoke(&*Script::new([answer(400, "")]), &endpoints(), &app(), &token).await.unwrap_err();
    assert!(matches!(gone, OauthError::InvalidGrant { .. }), "{gone}");
    let other = revoke(&*Script::new([answer(401, "")]), &endpoints(), &app(), &token).await.unwrap_err();
    assert!(matches!(other, OauthError::Refused { http_status: 401, .. }), "{other}");
}

#[tokio::test]
async fn a_refusal_that_repeats_a_secret_is_shown_without_it() {
    let said = format!(r#"{{"error":"invalid_request","error_description":"bad {SECRET} or RT1-old+/"}}"#);
    let error = refresh_with(&Script::new([answer(400, said)])).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("bad [hidden] or [hidden]"), "{shown}");
}
