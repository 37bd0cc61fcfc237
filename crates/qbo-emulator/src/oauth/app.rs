//! Apps that may connect.

use super::server::secret;
use clock::Randomness;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::{Host, Url};

/// The id of the app that is always there.
const BUILT_IN_ID: &str = "ABemulatorClientId00000000000000000000000000000000";

/// Its secret, which opens nothing but the emulator.
const BUILT_IN_SECRET: &str = "emulatorClientSecret0000000000000000000000";

/// Apps at most.
const APPS_MAX: usize = 100;

/// An app, as its developer knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct App {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) name: String,
    /// Where users are sent back to, exactly. Empty for the built-in app: anywhere on this machine.
    pub(crate) redirect_uris: Vec<String>,
}

/// The apps by client id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Apps {
    apps: BTreeMap<String, App>,
}

impl Default for Apps {
    fn default() -> Self {
        Self { apps: BTreeMap::from([(BUILT_IN_ID.to_owned(), App::built_in())]) }
    }
}

impl Apps {
    /// The app with this id.
    pub(crate) fn find(&self, client_id: &str) -> Option<&App> {
        self.apps.get(client_id)
    }

    /// The app that has these credentials.
    pub(super) fn with(&self, client_id: &str, secret: &str) -> Option<&App> {
        self.find(client_id).filter(|app| app.client_secret == secret)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &App> {
        self.apps.values()
    }

    /// Registers an app.
    ///
    /// # Errors
    /// Says which address can't be called back, or that there are too many apps.
    pub(crate) fn register(
        &mut self,
        name: String,
        redirect_uris: Vec<String>,
        randomness: &dyn Randomness,
    ) -> Result<&App, String> {
        if self.apps.len() >= APPS_MAX {
            return Err(format!("there are {APPS_MAX} apps, and that is the most there may be"));
        }
        if let Some(odd) = redirect_uris.iter().find(|uri| !is_registrable(uri)) {
            return Err(format!(
                "{odd} can't be called back: give an https address, or an http one on this machine"
            ));
        }
        if redirect_uris.is_empty() {
            return Err("redirect_uris needs an address, such as http://localhost:8080/callback".to_owned());
        }
        let client_id = format!("AB{}", secret(randomness));
        let app =
            App { client_id: client_id.clone(), client_secret: secret(randomness), name, redirect_uris };
        Ok(self.apps.entry(client_id).insert_entry(app).into_mut())
    }
}

impl App {
    /// The app that is always there.
    pub(crate) fn built_in() -> Self {
        Self {
            client_id: BUILT_IN_ID.to_owned(),
            client_secret: BUILT_IN_SECRET.to_owned(),
            name: "The built-in app".to_owned(),
            redirect_uris: Vec::new(),
        }
    }

    /// Whether users may be sent back to `uri`.
    pub(super) fn may_call_back(&self, uri: &str) -> bool {
        if self.redirect_uris.is_empty() {
            is_at_home(uri)
        } else {
            self.redirect_uris.iter().any(|own| own == uri)
        }
    }
}

/// `https` anywhere, plain `http` on this machine (fact sheet 1.2).
fn is_registrable(uri: &str) -> bool {
    let is_secure = Url::parse(uri).is_ok_and(|uri| uri.scheme() == "https" && uri.fragment().is_none());
    is_secure || is_at_home(uri)
}

/// Any plain or secure address on this machine.
fn is_at_home(uri: &str) -> bool {
    let Ok(uri) = Url::parse(uri) else { return false };
    let at_home = match uri.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    at_home && matches!(uri.scheme(), "http" | "https") && uri.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_app_is_called_back_on_this_machine_only() {
        let app = App::built_in();
        for uri in [
            "http://localhost:8080/cb",
            "http://127.0.0.1/cb",
            "http://[::1]:9/cb?x=1",
            "https://localhost/cb",
        ] {
            assert!(app.may_call_back(uri), "{uri}");
        }
        for uri in [
            "http://example.com/cb",
            "http://localhost.example.com/",
            "ftp://localhost/",
            "http://localhost/#x",
            "cb",
        ] {
            assert!(!app.may_call_back(uri), "{uri}");
        }
    }

    #[test]
    fn secure_addresses_may_be_anywhere() {
        assert!(is_registrable("https://example.com/cb"));
        assert!(is_registrable("http://localhost/cb"));
        assert!(!is_registrable("http://example.com/cb"));
        assert!(!is_registrable("https://example.com/cb#x"));
    }
}
