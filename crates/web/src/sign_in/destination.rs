//! Where to go on after signing in.

use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

/// Where one signs in.
pub(super) const PATH: &str = "/sign-in";

/// A page of this site. Any other address becomes `/`, so that a link to the sign-in page can't lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Destination(String);

impl Destination {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Destination {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl From<String> for Destination {
    fn from(address: String) -> Self {
        if is_ours(&address) { Self(address) } else { Self::default() }
    }
}

/// Whether a browser takes `address` for a path of this site. `//host` and `/\host` are other hosts, and browsers skip
/// control characters before they look.
fn is_ours(address: &str) -> bool {
    address.strip_prefix('/').is_some_and(|rest| !rest.starts_with('/'))
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// The sign-in page that leads on to `to`.
pub(crate) fn address(to: &str) -> String {
    if to == "/" {
        return PATH.to_owned();
    }
    let to: String = byte_serialize(to.as_bytes()).collect();
    format!("{PATH}?to={to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_site_is_kept() {
        for path in ["/", "/settings/integrations/log?status=failed&page=2"] {
            assert_eq!(Destination::from(path.to_owned()).as_str(), path);
        }
    }

    #[test]
    fn any_other_address_becomes_the_first_page() {
        let others =
            ["", "settings", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"];
        for address in others {
            assert_eq!(Destination::from(address.to_owned()).as_str(), "/", "{address:?}");
        }
    }

    #[test]
    fn the_address_of_the_form_carries_where_to_go_on() {
        assert_eq!(address("/"), "/sign-in");
        assert_eq!(address("/a?b=c&d"), "/sign-in?to=%2Fa%3Fb%3Dc%26d");
    }
}
