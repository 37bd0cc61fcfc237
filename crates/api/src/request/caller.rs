//! Who is asking.

use crate::answer::Problem;
use app::{Actor, App, auth};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The user whose key came with the request: HTTP Basic with the key as user name (fact sheet 2.1). The
/// password is not looked at.
pub(crate) struct Caller(pub(crate) Actor);

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = header.and_then(key).ok_or(Problem::Unauthorized)?;
        let user = auth::key_user(app, &key).await?.ok_or(Problem::Unauthorized)?;
        Ok(Self(Actor::from(&user)))
    }
}

/// The user name in the value of an `Authorization` header.
fn key(header: &str) -> Option<String> {
    let (scheme, credentials) = header.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    decoded.split(':').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_user_name_whatever_the_password() {
        // abc:x, abc: and abc
        for header in ["Basic YWJjOng=", "basic YWJjOg==", "Basic YWJj"] {
            assert_eq!(key(header).as_deref(), Some("abc"));
        }
    }

    #[test]
    fn another_scheme_and_broken_base64_have_no_key() {
        assert_eq!(key("Bearer YWJjOng="), None);
        assert_eq!(key("Basic ***"), None);
        assert_eq!(key("Basic"), None);
    }
}
