//! Failures on our side: the client gets a reference, the log gets the cause under the same reference.

use super::problem::message;
use app::App;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Something failed on our side.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    status: StatusCode,
    cause: String,
}

impl Failure {
    /// Something is broken.
    pub(super) fn inside(cause: String) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, cause }
    }

    /// Something is busy or away for now; trying again is right.
    pub(super) fn busy(cause: String) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, cause }
    }
}

impl IntoResponse for Failure {
    /// The body comes later, from [`tell_failures`], which can make references.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives each failure a reference, and writes cause and reference to the log.
pub(crate) async fn tell_failures(State(app): State<App>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let Some(Failure { status, cause }) = response.extensions_mut().remove::<Failure>() else {
        return response;
    };
    let reference = app.next_id();
    tracing::error!(%reference, %method, path, cause, "a request failed");
    message(status, format!("Something went wrong on our side. Reference: {reference}"))
}
