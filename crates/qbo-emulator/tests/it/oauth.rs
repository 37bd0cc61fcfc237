//! OAuth (fact sheet 1).

use crate::stage::{Reply, Stage, text};
use axum::http::Method;
use base64::Engine;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

const CALLBACK: &str = "http://localhost:8080/callback?from=qbo";
const DAY: i64 = 24 * 3600;

fn form(pairs: &[(&str, &str)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
}

fn basic(stage: &Stage) -> String {
    let pair = format!("{}:{}", stage.session.client_id, stage.session.client_secret);
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
}

async fn token(stage: &Stage, pairs: &[(&str, &str)]) -> Reply {
    let authorization = basic(stage);
    let headers =
        [("authorization", authorization.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &headers, form(pairs)).await
}

async fn refresh(stage: &Stage, value: &str) -> Reply {
    token(stage, &[("grant_type", "refresh_token"), ("refresh_token", value)]).await
}

fn asked(stage: &Stage) -> Vec<(&str, &str)> {
    vec![
        ("client_id", stage.session.client_id.as_str()),
        ("response_type", "code"),
        ("scope", "com.intuit.quickbooks.accounting openid"),
        ("redirect_uri", CALLBACK),
        ("state", "a b&c"),
    ]
}

/// Presses a button on the page and gives the address that the browser is sent to.
async fn press(stage: &Stage, asked: &[(&str, &str)], decision: &str) -> Url {
    let mut pairs = asked.to_vec();
    pairs.push(("decision", decision));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let reply = stage.raw(Method::POST, "/connect/oauth2", &headers, form(&pairs)).await;
    assert_eq!(reply.status, 303, "{}", reply.text);
    Url::parse(reply.headers["location"].to_str().unwrap()).unwrap()
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn code(stage: &Stage) -> String {
    parameter(&press(stage, &asked(stage), "connect").await, "code").unwrap()
}

async fn exchange(stage: &Stage, code: &str) -> Reply {
    token(stage, &[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)]).await
}

async fn works(stage: &Stage, access: &str) -> u16 {
    let path = format!("/v3/company/{}/companyinfo/1", stage.session.realm_id);
    stage.raw(Method::GET, &path, &[("authorization", &format!("Bearer {access}"))], Vec::new()).await.status
}

fn refused(reply: &Reply, status: u16, error: &str) {
    assert_eq!((reply.status, text(&reply.body, "error")), (status, error), "{}", reply.text);
}

#[tokio::test]
async fn the_discovery_document_names_all_endpoints_on_the_emulator() {
    let stage = Stage::new();
    for path in [
        "openid_configuration",
        "openid_sandbox_configuration",
        "openid_configuration/",
        "openid_sandbox_configuration/",
    ] {
        let path = &format!("/.well-known/{path}");
        let document = stage.raw(Method::GET, path, &[], Vec::new()).await.body;
        assert_eq!(text(&document, "token_endpoint"), "http://emulator.test/oauth2/v1/tokens/bearer");
        assert_eq!(text(&document, "authorization_endpoint"), "http://emulator.test/connect/oauth2");
        for member in ["issuer", "userinfo_endpoint", "revocation_endpoint", "jwks_uri"] {
            assert!(text(&document, member).starts_with("http://emulator.test/"), "{member}");
        }
    }
}

#[tokio::test]
async fn a_user_who_connects_sends_the_app_a_code_its_state_and_the_company() {
    let stage = Stage::new();
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked(&stage)).finish();
    let page = stage.raw(Method::GET, &format!("/connect/oauth2?{query}"), &[], Vec::new()).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("value=\"a b&amp;c\"") && page.text.contains("Sandbox Company_US_1"),
        "{}",
        page.text
    );
    let url = press(&stage, &asked(&stage), "connect").await;
    assert!(url.as_str().starts_with("http://localhost:8080/callback?from=qbo&"), "{url}");
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c"));
    assert_eq!(parameter(&url, "realmId"), Some(stage.session.realm_id.clone()));
    let tokens = exchange(&stage, &parameter(&url, "code").unwrap()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.text);
    assert_eq!((text(&tokens.body, "token_type"), &tokens.body["expires_in"]), ("bearer", &json!(3600)));
    assert_eq!(tokens.body["x_refresh_token_expires_in"], 8_726_400);
    assert_eq!(tokens.headers["cache-control"], "no-cache, no-store");
    assert_eq!(works(&stage, text(&tokens.body, "access_token")).await, 200);
}

#[tokio::test]
async fn a_user_who_denies_sends_the_app_access_denied() {
    let stage = Stage::new();
    let url = press(&stage, &asked(&stage), "deny").await;
    assert_eq!(parameter(&url, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c"));
    assert_eq!(parameter(&url, "code"), None);
}

#[tokio::test]
async fn a_wrong_scope_is_told_to_the_app_and_a_wrong_app_or_address_to_the_user() {
    let stage = Stage::new();
    let with = |name: &str, value: &'static str| {
        let mut asked = asked(&stage);
        asked.iter_mut().filter(|pair| pair.0 == name).for_each(|pair| pair.1 = value);
        asked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    let show = async |pairs: Vec<(String, String)>| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        stage.raw(Method::GET, &format!("/connect/oauth2?{query}"), &[], Vec::new()).await
    };
    let reply = show(with("scope", "everything")).await;
    assert_eq!(reply.status, 303);
    assert!(reply.headers["location"].to_str().unwrap().contains("error=invalid_scope"));
    assert_eq!(show(with("client_id", "stranger")).await.status, 400);
    assert_eq!(show(with("redirect_uri", "https://elsewhere.example/cb")).await.status, 400);
}

#[tokio::test]
async fn a_code_is_good_once_and_a_second_exchange_ends_the_connection() {
    let stage = Stage::new();
    let code = code(&stage).await;
    let tokens = exchange(&stage, &code).await.body;
    refused(&exchange(&stage, &code).await, 400, "invalid_grant");
    assert_eq!(works(&stage, text(&tokens, "access_token")).await, 401);
    refused(&refresh(&stage, text(&tokens, "refresh_token")).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_code_lives_ten_minutes_and_is_bound_to_its_address() {
    let stage = Stage::new();
    let late = code(&stage).await;
    stage.advance(600);
    refused(&exchange(&stage, &late).await, 400, "invalid_grant");
    let code = code(&stage).await;
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "http://localhost/"),
    ];
    refused(&token(&stage, &pairs).await, 400, "invalid_grant");
    assert_eq!(exchange(&stage, &code).await.status, 200);
}

#[tokio::test]
async fn an_access_token_lives_one_hour_and_older_ones_outlive_a_refresh() {
    let stage = Stage::new();
    let old = stage.session.access_token.clone();
    stage.advance(3599);
    let fresh = refresh(&stage, &stage.session.refresh_token).await.body;
    assert_eq!(works(&stage, &old).await, 200);
    stage.advance(1);
    assert_eq!(works(&stage, &old).await, 401);
    assert_eq!(works(&stage, text(&fresh, "access_token")).await, 200);
}

#[tokio::test]
async fn the_refresh_tokens_value_changes_after_a_day() {
    let stage = Stage::new();
    let first = stage.session.refresh_token.clone();
    stage.advance(DAY - 1);
    let same = refresh(&stage, &first).await.body;
    assert_eq!(text(&same, "refresh_token"), first);
    assert_eq!(same["x_refresh_token_expires_in"], 8_726_400 - (DAY - 1));
    stage.advance(1);
    let next = refresh(&stage, &first).await.body;
    assert_ne!(text(&next, "refresh_token"), first);
    assert_eq!(next["x_refresh_token_expires_in"], 8_726_400);
}

#[tokio::test]
async fn the_former_value_works_until_the_new_one_is_used_and_a_day_at_most() {
    let stage = Stage::new();
    let first = stage.session.refresh_token.clone();
    stage.advance(DAY);
    let second = text(&refresh(&stage, &first).await.body, "refresh_token").to_owned();
    // The reply was lost: the former value gives the same new one.
    assert_eq!(text(&refresh(&stage, &first).await.body, "refresh_token"), second);
    assert_eq!(refresh(&stage, &second).await.status, 200);
    refused(&refresh(&stage, &first).await, 400, "invalid_grant");
    stage.advance(DAY);
    let third = text(&refresh(&stage, &second).await.body, "refresh_token").to_owned();
    stage.advance(DAY);
    refused(&refresh(&stage, &second).await, 400, "invalid_grant");
    assert_eq!(refresh(&stage, &third).await.status, 200);
}

#[tokio::test]
async fn without_grace_the_former_value_ends_at_once() {
    let stage = Stage::new();
    stage.settings(json!({"refresh_grace": false})).await;
    let first = stage.session.refresh_token.clone();
    stage.advance(DAY);
    assert_eq!(refresh(&stage, &first).await.status, 200);
    refused(&refresh(&stage, &first).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_connection_ends_after_101_days_without_refresh_and_after_five_years_at_all() {
    let stage = Stage::new();
    let mut value = stage.session.refresh_token.clone();
    for _ in 0..18 {
        stage.advance(100 * DAY);
        value = text(&refresh(&stage, &value).await.body, "refresh_token").to_owned();
    }
    stage.advance(25 * DAY);
    refused(&refresh(&stage, &value).await, 400, "invalid_grant");
    let fresh = stage.control(Method::GET, "session", Value::Null).await;
    stage.advance(101 * DAY);
    refused(&refresh(&stage, text(&fresh, "refresh_token")).await, 400, "invalid_grant");
}

#[tokio::test]
async fn credentials_may_stand_in_the_form_and_wrong_ones_are_refused() {
    let stage = Stage::new();
    let session = stage.session.clone();
    let post = async |id: &str, secret: &str| {
        let pairs = [
            ("grant_type", "refresh_token"),
            ("refresh_token", session.refresh_token.as_str()),
            ("client_id", id),
            ("client_secret", secret),
        ];
        stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], form(&pairs)).await
    };
    assert_eq!(post(&session.client_id, &session.client_secret).await.status, 200);
    refused(&post(&session.client_id, "wrong").await, 401, "invalid_client");
    refused(&post("wrong", &session.client_secret).await, 401, "invalid_client");
    refused(
        &stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], Vec::new()).await,
        401,
        "invalid_client",
    );
}

#[tokio::test]
async fn incomplete_and_other_grants_are_refused() {
    let stage = Stage::new();
    refused(&token(&stage, &[]).await, 400, "invalid_request");
    refused(&token(&stage, &[("grant_type", "refresh_token")]).await, 400, "invalid_request");
    refused(&token(&stage, &[("grant_type", "password")]).await, 400, "unsupported_grant_type");
    refused(&refresh(&stage, "RT1-nobody").await, 400, "invalid_grant");
}

#[tokio::test]
async fn the_absolute_limit_is_told_to_those_who_ask() {
    let stage = Stage::new();
    let authorization = basic(&stage);
    let headers =
        [("authorization", authorization.as_str()), ("x-include-refresh-token-hard-expires-in", "true")];
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", stage.session.refresh_token.as_str())];
    let reply = stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &headers, form(&pairs)).await;
    assert_eq!(reply.body["x_refresh_token_hard_expires_in"], 5 * 365 * DAY);
}

#[tokio::test]
async fn revoking_either_token_ends_the_connection() {
    let stage = Stage::new();
    let authorization = basic(&stage);
    let revoke = async |authorization: &str, body: Vec<u8>| {
        let reply = stage
            .raw(Method::POST, "/v2/oauth2/tokens/revoke", &[("authorization", authorization)], body)
            .await;
        assert_eq!(reply.text, "");
        reply.status
    };
    let access = stage.session.access_token.clone();
    let body = json!({"token": access}).to_string().into_bytes();
    assert_eq!(revoke(&format!("Bearer {access}"), body.clone()).await, 401);
    assert_eq!(revoke(&authorization, body.clone()).await, 200);
    assert_eq!(revoke(&authorization, body).await, 400);
    assert_eq!(works(&stage, &access).await, 401);
    refused(&refresh(&stage, &stage.session.refresh_token).await, 400, "invalid_grant");
    let fresh = stage.control(Method::GET, "session", Value::Null).await;
    assert_eq!(revoke(&authorization, form(&[("token", text(&fresh, "refresh_token"))])).await, 200);
    assert_eq!(works(&stage, text(&fresh, "access_token")).await, 401);
}

#[tokio::test]
async fn who_has_let_the_app_in_is_told_to_those_with_a_token() {
    let stage = Stage::new();
    let ask = async |authorization: &str| {
        let headers = [("authorization", authorization)];
        stage.raw(Method::GET, "/v1/openid_connect/userinfo", &headers, Vec::new()).await
    };
    let told = ask(&format!("Bearer {}", stage.session.access_token)).await;
    assert_eq!((told.status, text(&told.body, "givenName")), (200, "Craig"));
    for authorization in ["Bearer nobody", "", &basic(&stage)] {
        assert_eq!(ask(authorization).await.status, 401, "{authorization}");
    }
}

#[tokio::test]
async fn a_token_without_the_accounting_scope_opens_no_books() {
    let stage = Stage::new();
    let connect = async |scope: &'static str| {
        let mut asked = asked(&stage);
        asked.retain(|(name, _)| *name != "scope");
        asked.push(("scope", scope));
        let url = press(&stage, &asked, "connect").await;
        let reply = exchange(&stage, &parameter(&url, "code").unwrap()).await;
        (parameter(&url, "realmId").is_some(), text(&reply.body, "access_token").to_owned(), reply)
    };
    let (named, access, tokens) = connect("openid profile").await;
    assert!(!named);
    let path = format!("/v3/company/{}/companyinfo/1", stage.session.realm_id);
    let bearer = format!("Bearer {access}");
    let reply = stage.raw(Method::GET, &path, &[("authorization", &bearer)], Vec::new()).await;
    let error = &reply.body["fault"]["error"][0];
    assert_eq!((reply.status, text(error, "code")), (403, "3100"), "{}", reply.text);
    assert!(text(error, "message").contains("ApplicationAuthorizationFailed"));
    let again = refresh(&stage, text(&tokens.body, "refresh_token")).await;
    assert_eq!(works(&stage, text(&again.body, "access_token")).await, 403);
    let (named, access, _) = connect("openid com.intuit.quickbooks.accounting").await;
    assert!(named);
    assert_eq!(works(&stage, &access).await, 200);
    // The ready connection is one that may.
    let session = stage.control(Method::GET, "session", Value::Null).await;
    assert_eq!(works(&stage, text(&session, "access_token")).await, 200);
}
