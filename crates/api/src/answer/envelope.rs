//! The objects around records (fact sheet 2.1).

use app::Listing;
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

/// A record of the API.
pub(crate) trait Resource: Serialize {
    /// Its name as a wrapper of one, for example `customer`.
    const SINGULAR: &'static str;
    /// Its name as a wrapper of many, for example `customers`.
    const PLURAL: &'static str;
}

/// One record: `{"customer": {…}}`.
pub(crate) struct Viewed<R>(pub(crate) R);

/// A record that was saved: `{"message": "Saved", "customer": {…}}`, with status 200, which clients insist
/// on.
pub(crate) struct Kept<R>(pub(crate) R);

/// A record that was deleted.
pub(crate) struct Gone;

/// A page of records. The rows are in a list within a list, unless a compact answer was asked for; the three
/// numbers are strings.
pub(crate) struct Rows<R> {
    pub(crate) listing: Listing<R>,
    pub(crate) compact: bool,
}

impl<R: Resource> Serialize for Rows<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { listing, compact } = self;
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("count", &listing.count.to_string())?;
        map.serialize_entry("page", &listing.page.to_string())?;
        map.serialize_entry("pages", &listing.pages.to_string())?;
        if *compact {
            map.serialize_entry(R::PLURAL, &listing.rows)?;
        } else {
            map.serialize_entry(R::PLURAL, &[&listing.rows])?;
        }
        map.end()
    }
}

impl<R: Resource> Serialize for Viewed<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(R::SINGULAR, &self.0)?;
        map.end()
    }
}

impl<R: Resource> Serialize for Kept<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("message", "Saved")?;
        map.serialize_entry(R::SINGULAR, &self.0)?;
        map.end()
    }
}

impl<R: Resource> IntoResponse for Rows<R> {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

impl<R: Resource> IntoResponse for Viewed<R> {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

impl<R: Resource> IntoResponse for Kept<R> {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

impl IntoResponse for Gone {
    fn into_response(self) -> Response {
        Json(json!({ "message": "Deleted" })).into_response()
    }
}
