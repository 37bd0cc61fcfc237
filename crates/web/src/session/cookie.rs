//! The cookie that carries a session's token.

use app::auth::SESSION_LENGTH;
use axum::http::HeaderValue;
use axum::http::header::{COOKIE, HeaderMap, InvalidHeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::site::Options;

/// Over plain HTTP, for a program on one's own machine.
const PLAIN: &str = "counterfoil_session";
/// Over HTTPS. Browsers take a cookie of such a name only from the host itself, with `Secure`, for every path.
const SECURE: &str = "__Host-counterfoil_session";

/// The cookie as this site names and guards it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookie {
    secure: bool,
}

impl Cookie {
    pub(crate) fn of(options: Options) -> Self {
        Self { secure: options.secure_cookie }
    }

    /// The token that came with a request.
    pub(crate) fn token(self, headers: &HeaderMap) -> Option<SecretString> {
        let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        pairs
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .map(|(_, token)| SecretString::from(token))
    }

    /// The header that gives a browser `token`.
    pub(crate) fn set(self, token: &SecretString) -> Result<HeaderValue, InvalidHeaderValue> {
        let mut value = self.header(token.expose_secret(), SESSION_LENGTH.as_secs())?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The header that takes the token from a browser.
    pub(crate) fn clear(self) -> Result<HeaderValue, InvalidHeaderValue> {
        self.header("", 0)
    }

    /// No script can read it, and another site's forms don't carry it. It does come along on the way back from QuickBooks,
    /// which is why it is not `Strict`.
    fn header(self, token: &str, seconds: i64) -> Result<HeaderValue, InvalidHeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.name()).parse()
    }

    fn name(self) -> &'static str {
        if self.secure { SECURE } else { PLAIN }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(secure: bool, header: &'static str) -> Option<String> {
        let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static(header))]);
        let token = Cookie { secure }.token(&headers)?;
        Some(token.expose_secret().to_owned())
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        assert_eq!(token(false, "a=b; counterfoil_session=xyz; c=d").as_deref(), Some("xyz"));
        assert_eq!(token(false, "a=b; my_counterfoil_session=xyz"), None);
    }

    #[test]
    fn over_https_only_the_guarded_name_counts() {
        assert_eq!(token(true, "counterfoil_session=xyz"), None);
        assert_eq!(token(true, "__Host-counterfoil_session=xyz").as_deref(), Some("xyz"));
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_over_https_from_plain_connections() {
        let plain = Cookie { secure: false }.set(&"t".into()).unwrap();
        assert_eq!(plain, "counterfoil_session=t; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
        let secure = Cookie { secure: true }.clear().unwrap();
        assert_eq!(secure, "__Host-counterfoil_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    }
}
