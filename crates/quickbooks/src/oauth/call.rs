//! What the calls of the sign-in have in common: the app's proof on the way out, the meaning of the
//! answer on the way in.

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use secrecy::ExposeSecret;
use serde::{Deserialize, de::DeserializeOwned};
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use super::{App, OauthError};
use crate::{Request, Response, Transport, failure::capped, redaction::without_secrets};

/// The body of a refusal (fact sheet 1.4).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refusal {
    error: Option<String>,
    error_description: Option<String>,
}

/// Posts a form in the name of the app.
pub(super) fn post(app: &App, url: &Url, fields: &[(&str, &str)]) -> Result<Request, OauthError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::AUTHORIZATION, basic(app)?);
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Ok(Request { method: Method::POST, url: url.clone(), headers, body: Some(Bytes::from(body)) })
}

/// Sends a request; an answer that is not a success becomes an error without these secrets.
pub(super) async fn send(
    transport: &dyn Transport,
    request: Request,
    secrets: &[&str],
) -> Result<Response, OauthError> {
    let path = request.url.path().to_owned();
    let response = transport
        .send(request)
        .await
        .map_err(|error| OauthError::Unavailable { message: without_secrets(&error.message, secrets) })?;
    let tid = response.headers.intuit_tid.as_deref();
    tracing::debug!(path, status = response.status, intuit_tid = tid, "answered");
    match response.status {
        200..=299 => Ok(response),
        // A redirect or a time-out of something in between says nothing about the app or its token.
        300..=399 | 408 | 429 | 500..=599 => {
            Err(OauthError::Unavailable { message: format!("HTTP {}", response.status) })
        }
        http_status => Err(refused(http_status, &response.body, secrets)),
    }
}

/// The JSON of an answer.
pub(super) fn read<T: DeserializeOwned>(response: &Response) -> Result<T, OauthError> {
    // The reason is left out on purpose: a parser may quote what it read, and that holds tokens.
    serde_json::from_slice(&response.body)
        .map_err(|_| OauthError::Unavailable { message: "the answer can't be read".to_owned() })
}

fn refused(http_status: u16, body: &[u8], secrets: &[&str]) -> OauthError {
    let refusal: Refusal = serde_json::from_slice(body).unwrap_or_default();
    let clean = |text: Option<String>| text.map(|text| capped(without_secrets(&text, secrets)));
    let error = clean(refusal.error).unwrap_or_else(|| "no reason given".to_owned());
    let description = clean(refusal.error_description).unwrap_or_default();
    if error == "invalid_grant" {
        let description = if description.is_empty() { error } else { description };
        return OauthError::InvalidGrant { description };
    }
    OauthError::Refused { http_status, error, description }
}

fn basic(app: &App) -> Result<HeaderValue, OauthError> {
    let pair = Zeroizing::new(format!("{}:{}", app.client_id, app.client_secret.expose_secret()));
    let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    let mut value = HeaderValue::from_str(&text).map_err(|_| OauthError::Unavailable {
        message: "the app's client id and secret can't be sent".to_owned(),
    })?;
    value.set_sensitive(true);
    Ok(value)
}
