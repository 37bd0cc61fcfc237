//! Who is asking.

use app::auth;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::Method;
use axum::http::request::Parts;
use domain::company::User;
use uuid::Uuid;

use super::Cookie;
use crate::error_page::Error;
use crate::site::Site;

/// Whoever is signed in. Anybody else is sent to sign in, and from there back to the page they wanted.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) user: User,
}

impl SignedIn {
    /// The company whose pages these are.
    pub(crate) fn company_id(&self) -> Uuid {
        self.user.company_id
    }

    /// Whoever the request's session belongs to.
    pub(crate) async fn find(parts: &Parts, site: &Site) -> Result<Option<Self>, Error> {
        let Some(token) = Cookie::of(site.options).token(&parts.headers) else { return Ok(None) };
        Ok(auth::session_user(&site.app, &token).await?.map(|user| Self { user }))
    }
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Error> {
        match Self::find(parts, site).await? {
            Some(signed_in) => Ok(signed_in),
            None => Err(Error::SignedOut { to: wanted(parts) }),
        }
    }
}

/// Where to go on after signing in: the page itself, but for a form, which was not sent then.
fn wanted(parts: &Parts) -> String {
    // Nested routes see what is left of the address below them; the whole is kept beside.
    let whole = parts.extensions.get().map_or(&parts.uri, |OriginalUri(whole)| whole);
    let path = whole.path_and_query().map_or("/", |path| path.as_str());
    if parts.method == Method::GET { path.to_owned() } else { "/".to_owned() }
}
