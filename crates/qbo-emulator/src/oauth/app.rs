//! Apps that may connect.

use url::{Host, Url};

/// The id of the app that is always there.
pub(crate) const BUILT_IN_ID: &str = "ABemulatorClientId00000000000000000000000000000000";

/// Its secret, which opens nothing but the emulator.
pub(crate) const BUILT_IN_SECRET: &str = "emulatorClientSecret0000000000000000000000";

/// Whether the built-in app may be called back at `uri`: any plain or secure address on this machine.
pub(super) fn may_call_back(uri: &str) -> bool {
    let Ok(uri) = Url::parse(uri) else { return false };
    let at_home = match uri.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    at_home && matches!(uri.scheme(), "http" | "https") && uri.fragment().is_none()
}

/// Whether these credentials are an app's.
pub(super) fn knows(client_id: &str, secret: &str) -> bool {
    client_id == BUILT_IN_ID && secret == BUILT_IN_SECRET
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_on_this_machine_are_called_back() {
        for uri in [
            "http://localhost:8080/cb",
            "http://127.0.0.1/cb",
            "http://[::1]:9/cb?x=1",
            "https://localhost/cb",
        ] {
            assert!(may_call_back(uri), "{uri}");
        }
        for uri in [
            "http://example.com/cb",
            "http://localhost.example.com/",
            "ftp://localhost/",
            "http://localhost/#x",
            "cb",
        ] {
            assert!(!may_call_back(uri), "{uri}");
        }
    }
}
