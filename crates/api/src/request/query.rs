//! Query strings.

use super::Fields;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::{Map, Value};
use std::convert::Infallible;
use url::form_urlencoded;

/// The parameters of a query string. When one is given twice, the last counts; unknown ones are not looked
/// at.
pub(crate) struct Query(Map<String, Value>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let members = pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())));
        Ok(Self(members.collect()))
    }
}

impl Query {
    /// The parameters, to be read.
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields::of(&self.0)
    }
}
