//! What can keep an emulator from working.

use std::net::SocketAddr;

/// Why an emulator could not be built or could not serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is open to other machines. The emulator has no secrets worth the name, so it stays at home.
    #[error("{0} is reachable from other machines; listen on a loopback address such as 127.0.0.1:9400")]
    NotLoopback(SocketAddr),
    /// The address could not be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The listener broke.
    #[error("the listener failed: {0}")]
    Accept(#[from] std::io::Error),
    /// A seed does not pass the emulator's own rules.
    #[error("seed {seed} does not fit the rules: {detail}")]
    Seed {
        /// The seed's name.
        seed: &'static str,
        /// The rule that refused it.
        detail: String,
    },
}
