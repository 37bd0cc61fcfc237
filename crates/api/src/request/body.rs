//! Bodies.

use super::Fields;
use crate::answer::{Problem, Resource};
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use domain::Refusals;
use serde_json::{Map, Value};

/// The most bytes of a body: room for a document with all its lines, and no more than a server can spare.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// A body, read as JSON whatever its content type says: old clients label theirs as form data.
pub(crate) struct Body(Value);

/// A body where one may be left out: an empty one, and an empty object, say nothing.
pub(crate) struct GivenBody(pub(crate) Option<Body>);

/// The members of one record.
pub(crate) struct Members(Map<String, Value>);

impl<S: Sync> FromRequest<S> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        read(&bytes(request).await?)
    }
}

impl<S: Sync> FromRequest<S> for GivenBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let bytes = bytes(request).await?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        let body = read(&bytes)?;
        let says_nothing = body.0.as_object().is_some_and(Map::is_empty);
        Ok(Self(Some(body).filter(|_| !says_nothing)))
    }
}

async fn bytes(request: Request) -> Result<Bytes, Problem> {
    // The only other cause is a client that went away, and nobody reads that answer.
    to_bytes(request.into_body(), MAX_BODY_BYTES).await.map_err(|_| Problem::TooLarge)
}

fn read(bytes: &[u8]) -> Result<Body, Problem> {
    serde_json::from_slice(bytes).map(Body).map_err(|error| Problem::NotJson(error.to_string()))
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

    /// What the members are called.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
