//! Bodies.

use super::Fields;
use crate::answer::{Problem, Resource};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use domain::Refusals;
use serde_json::{Map, Value};

/// The most bytes of a body: room for a document with all its lines, and no more than a server can spare.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// A body, read as JSON whatever its content type says: old clients label theirs as form data.
pub(crate) struct Body(Value);

/// The members of one record.
pub(crate) struct Members(Map<String, Value>);

impl<S: Sync> FromRequest<S> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        // The only other cause is a client that went away, and nobody reads that answer.
        let bytes = to_bytes(request.into_body(), MAX_BODY_BYTES).await.map_err(|_| Problem::TooLarge)?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| Problem::NotJson(error.to_string()))
    }
}

impl Body {
    /// The members of the record that the body wraps by its singular name.
    ///
    /// # Errors
    /// A refusal that names the wrapper when it is missing or no object.
    pub(crate) fn members<R: Resource>(self) -> Result<Members, Problem> {
        let wrapper = R::SINGULAR;
        let record = match self.0 {
            Value::Object(mut members) => members.remove(wrapper),
            _ => None,
        };
        match record {
            Some(Value::Object(members)) => Ok(Members(members)),
            _ => {
                let reason = format!("Wrap the record as {{\"{wrapper}\": {{…}}}}");
                Err(Refusals::one(wrapper, "_required", reason).into())
            }
        }
    }
}

impl Members {
    /// The members, to be read.
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields::of(&self.0)
    }
}
