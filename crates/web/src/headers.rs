//! What every answer tells the browser to refuse.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;

/// Only files of ours, no inline script or style, no frame around a page, no form to elsewhere.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// As [`POLICY`], for the page whose form leads to QuickBooks: browsers hold `form-action` against the redirect that
/// answers a form as well. No secret is entered on that page.
const POLICY_OF_CONNECTING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Adds the headers that an answer does not have yet.
pub(crate) async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    default(CONTENT_SECURITY_POLICY, POLICY);
    default(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // A stricter one would hide the origin of our own forms from the check against forged ones.
    default(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    default(OPENER, HeaderValue::from_static("same-origin"));
    default(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The headers of the page whose form leads to QuickBooks.
pub(crate) fn of_connecting() -> HeaderMap {
    HeaderMap::from_iter([(CONTENT_SECURITY_POLICY, POLICY_OF_CONNECTING)])
}
