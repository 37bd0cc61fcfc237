//! What can go wrong while signing in.

/// A call of the sign-in that did not succeed. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OauthError {
    /// The code or token is used up, expired, revoked or of another app. Final: the user must connect
    /// again (fact sheet 1.4).
    #[error("QuickBooks no longer accepts this connection ({description}): connect again")]
    InvalidGrant {
        /// What the service said.
        description: String,
    },
    /// Refused for another reason, most often a wrong client id or secret. Repeating changes nothing.
    #[error(
        "QuickBooks refused the sign-in (HTTP {http_status}, {error}): \
         check the app's client id, secret and redirect address. {description}"
    )]
    Refused {
        /// The HTTP status.
        http_status: u16,
        /// The error's name, e.g. `invalid_client`; `no reason given` when the answer had none.
        error: String,
        /// What the service said about it; may be empty.
        description: String,
    },
    /// No usable answer: network, 429, 5xx, or one that can't be read. May be repeated.
    #[error("the sign-in of QuickBooks is not available ({message}): try again later")]
    Unavailable {
        /// What happened.
        message: String,
    },
}
