//! `GET /health`: whether the server can do its work.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use db::Db;

/// 200 while the database answers, else 503.
pub(crate) fn routes(db: Db) -> Router {
    Router::new().route(
        "/health",
        get(|| async move {
            match db.health().await {
                Ok(()) => (StatusCode::OK, "ok"),
                Err(error) => {
                    tracing::error!(%error, "the database does not answer");
                    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
                }
            }
        }),
    )
}
