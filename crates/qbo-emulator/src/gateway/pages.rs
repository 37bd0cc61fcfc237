//! The answer to paths that nobody serves.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// 404 with a line that says where to look.
pub(crate) async fn no_such_page() -> Response {
    let hint = "No such path. The Accounting API is under /v3/company/{realm}/, the control API under /_emulator/.\n";
    (StatusCode::NOT_FOUND, hint).into_response()
}
