//! All routes.

use crate::answer::{Problem, tell_failures};
use crate::{categories, customers, deleted_log, documents, integrations, items, locations, transactions};
use app::App;
use axum::Router;
use axum::middleware::from_fn_with_state;
use sync::Engine;

/// The API under `/api/2.0`. Below `/api/2.0/plan` the same requests to the books keep nothing, and are answered with what
/// QuickBooks would be told.
pub fn router(app: App, engine: Engine) -> Router {
    let routes = Router::new()
        .merge(books(engine.clone()))
        .nest("/plan", books(engine.clone()).with_state(app.planning()))
        .merge(integrations::routes(engine))
        .fallback(|| async { Problem::NoSuchPath })
        .method_not_allowed_fallback(|| async { Problem::Method })
        .layer(from_fn_with_state(app.clone(), tell_failures))
        .with_state(app);
    Router::new().nest("/api/2.0", routes)
}

fn books(engine: Engine) -> Router<App> {
    Router::new()
        .merge(categories::routes())
        .merge(customers::routes())
        .merge(deleted_log::routes())
        .merge(documents::routes(engine))
        .merge(items::routes())
        .merge(locations::routes())
        .merge(transactions::routes())
}

/// The router's pattern of a documented path. A parameter can't have a suffix there, so `{id}.json` becomes
/// `{id}`, and [`crate::request::RecordId`] takes the suffix off.
pub(crate) fn path(documented: &'static str) -> &'static str {
    documented.strip_suffix(".json").filter(|rest| rest.ends_with('}')).unwrap_or(documented)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_suffix_after_a_parameter_is_taken_off() {
        assert_eq!(path("/customers.json"), "/customers.json");
        assert_eq!(path("/customers/{id}.json"), "/customers/{id}");
        assert_eq!(path("/documents/{id}/cancel.json"), "/documents/{id}/cancel.json");
    }
}
