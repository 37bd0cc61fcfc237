//! What somebody entered into a form.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::error_page::Error;

/// A form's fields. A form that can't be read is answered with a page.
#[derive(Debug)]
pub(crate) struct Entered<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Entered<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        match Form::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(unreadable(&rejection)),
        }
    }
}

fn unreadable(rejection: &FormRejection) -> Error {
    Error::Unreadable { status: rejection.status(), why: rejection.body_text() }
}
