//! The first step: asking the user.

use url::Url;

use super::{App, Endpoints};

/// The right to use the Accounting API (fact sheet 1.3).
pub const SCOPE: &str = "com.intuit.quickbooks.accounting";

/// Where to send the browser (fact sheet 1.2). It comes back to the app's redirect address with
/// `code`, `realmId` and the same `state`, or with `error` and `state`.
///
/// `state` must be hard to guess and be compared on return: it keeps a stranger from connecting
/// their own company.
pub fn authorize_url(endpoints: &Endpoints, app: &App, state: &str) -> Url {
    let mut url = endpoints.authorize.clone();
    url.query_pairs_mut()
        .append_pair("client_id", &app.client_id)
        .append_pair("response_type", "code")
        .append_pair("scope", SCOPE)
        .append_pair("redirect_uri", &app.redirect_uri)
        .append_pair("state", state);
    url
}
