//! The control API under `/_emulator/`: for tests and demos, not part of the service.

mod apps;
mod body;
mod clock;
mod companies;
mod faults;
mod files;
mod journal;
mod origin;
mod reset;
mod session;
mod settings;
mod state;
mod webhooks;

use crate::emulator::Emulator;
use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

/// Every control route.
pub(crate) fn routes() -> Router<Emulator> {
    Router::new()
        .route("/_emulator/session", get(session::open))
        .route("/_emulator/companies", post(companies::found).get(companies::list))
        .route("/_emulator/apps", post(apps::register).get(apps::list))
        .route("/_emulator/reset", post(reset::reset))
        .route("/_emulator/faults", post(faults::add).get(faults::list).delete(faults::clear))
        .route("/_emulator/files/{realm}/{id}", get(files::fetch))
        .route("/_emulator/webhooks", post(webhooks::add).get(webhooks::list).delete(webhooks::clear))
        .route("/_emulator/clock", post(clock::turn).get(clock::show))
        .route("/_emulator/state", get(state::show))
        .route("/_emulator/journal", get(journal::show).delete(journal::clear))
        .route("/_emulator/settings", post(settings::change).get(settings::show))
        .layer(from_fn(origin::refuse_foreign))
}
