//! What every page has at hand.

use app::App;
use axum::extract::FromRef;
use std::sync::Arc;
use sync::Engine;

use crate::sign_in::Damper;

/// How the pages are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether browsers reach the pages over HTTPS only. The session's cookie is then kept from plain connections.
    pub secure_cookie: bool,
}

/// What every page has at hand. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) engine: Engine,
    pub(crate) options: Options,
    pub(crate) damper: Arc<Damper>,
}

impl FromRef<Site> for App {
    fn from_ref(site: &Site) -> Self {
        site.app.clone()
    }
}

impl FromRef<Site> for Engine {
    fn from_ref(site: &Site) -> Self {
        site.engine.clone()
    }
}
