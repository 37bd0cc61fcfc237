//! The token endpoint (fact sheet 1.4).

use super::app::Apps;
use super::grant::ACCESS_LIFE;
use super::server::{InvalidGrant, Tokens};
use crate::emulator::Emulator;
use crate::gateway::{Call, Reply, Trace, with_trouble};
use crate::operation::Operation;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use serde_json::{Value, json};
use url::form_urlencoded;

/// Header with which a client asks for the absolute limit of the connection.
const HARD_EXPIRY: &str = "x-include-refresh-token-hard-expires-in";

/// Exchanges a code, or refreshes.
pub(super) async fn issue(State(emulator): State<Emulator>, request: Request) -> Response {
    let Ok(call) = Call::read(request).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let trace = Trace::new("Token", Operation::Token);
    let mut response = with_trouble(&emulator, &call, trace, answer).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

fn answer(emulator: &Emulator, call: &Call, mut trace: Trace) -> Reply {
    match tokens(emulator, call) {
        Ok(body) => Reply::done(body, trace),
        Err(refusal) => {
            trace.fault = Some(refusal.error.to_owned());
            let mut body = json!({"error": refusal.error});
            if let Some(description) = refusal.description {
                body["error_description"] = description.into();
            }
            Reply { status: refusal.status, body: Some(body.into()), challenge: false, trace }
        }
    }
}

struct Refusal {
    status: StatusCode,
    error: &'static str,
    description: Option<&'static str>,
}

impl Refusal {
    fn new(error: &'static str) -> Self {
        let status =
            if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
        Self { status, error, description: None }
    }
}

impl From<InvalidGrant> for Refusal {
    fn from(InvalidGrant(description): InvalidGrant) -> Self {
        Self { description: Some(description), ..Self::new("invalid_grant") }
    }
}

fn tokens(emulator: &Emulator, call: &Call) -> Result<Value, Refusal> {
    let form: Vec<(String, String)> = form_urlencoded::parse(&call.body).into_owned().collect();
    let field = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let needed =
        |name: &str| field(name).filter(|value| !value.is_empty()).ok_or(Refusal::new("invalid_request"));
    let now = emulator.now();
    let mut world = emulator.world();
    let client_id = client(&world.oauth.apps, call, field("client_id"), field("client_secret"))
        .ok_or(Refusal::new("invalid_client"))?;
    let grant_type = needed("grant_type")?;
    let tokens = match grant_type {
        "authorization_code" => {
            let (code, redirect_uri) = (needed("code")?, needed("redirect_uri")?);
            world.oauth.exchange(&client_id, code, redirect_uri, now, emulator.randomness())?
        }
        "refresh_token" => {
            let value = needed("refresh_token")?;
            let company = world.oauth.realm_of(value).and_then(|realm| world.companies.get(realm));
            let grace = company.is_none_or(|company| company.settings.refresh_grace);
            world.oauth.refresh(&client_id, value, grace, now, emulator.randomness())?
        }
        _ => return Err(Refusal::new("unsupported_grant_type")),
    };
    Ok(reply(&tokens, call.headers.get(HARD_EXPIRY).is_some_and(|value| value == "true")))
}

fn reply(tokens: &Tokens, with_hard_expiry: bool) -> Value {
    let mut reply = json!({
        "token_type": "bearer",
        "access_token": tokens.access,
        "refresh_token": tokens.refresh,
        "expires_in": ACCESS_LIFE.as_secs(),
        "x_refresh_token_expires_in": tokens.refresh_expires_in,
    });
    if with_hard_expiry {
        reply["x_refresh_token_hard_expires_in"] = tokens.hard_expires_in.into();
    }
    reply
}

/// The app, by Basic authorization or by members of the form.
pub(super) fn client(apps: &Apps, call: &Call, id: Option<&str>, secret: Option<&str>) -> Option<String> {
    let (id, secret) = match call.header(header::AUTHORIZATION) {
        Some(authorization) => basic(authorization)?,
        None => (id?.to_owned(), secret?.to_owned()),
    };
    apps.with(&id, &secret).map(|app| app.client_id.clone())
}

fn basic(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (id.to_owned(), secret.to_owned()))
}
