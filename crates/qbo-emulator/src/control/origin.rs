//! Pages of other sites must not control an emulator that runs on somebody's machine.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Answers 403 to a browser that comes from another site. Programs send no `Origin`.
pub(super) async fn refuse_foreign(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        let error = "a page of another site can't control the emulator";
        return (StatusCode::FORBIDDEN, Json(json!({ "error": error }))).into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let told = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = told(header::HOST);
    told(header::ORIGIN).is_some_and(|origin| origin.split_once("://").map(|(_, host)| host) != host)
}
