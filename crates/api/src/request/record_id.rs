//! The id in a path.

use crate::answer::Problem;
use axum::RequestPartsExt;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use std::collections::HashMap;
use uuid::Uuid;

/// The id in a path such as `/customers/{id}.json`, or before an action as in `/documents/{id}/cancel.json`.
pub(crate) struct RecordId(pub(crate) Uuid);

impl<S: Sync> FromRequestParts<S> for RecordId {
    type Rejection = Problem;

    /// What is no id names no record, so it is not found rather than refused.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Path(parameters) =
            parts.extract::<Path<HashMap<String, String>>>().await.map_err(|_| Problem::NoSuchPath)?;
        let whole = parameters.get("id").ok_or(Problem::NoSuchPath)?;
        let ends_here = parts.uri.path().ends_with(whole.as_str());
        let id = if ends_here { whole.strip_suffix(".json").ok_or(Problem::NoSuchPath)? } else { whole };
        id.parse().map(Self).map_err(|_| Problem::NoSuchPath)
    }
}
