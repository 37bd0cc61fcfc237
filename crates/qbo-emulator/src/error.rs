//! What can keep an emulator from working.

use std::net::SocketAddr;
use std::path::PathBuf;

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
    /// The state file is damaged, or not one.
    #[error("{} is no state of this program: {detail}. Move it away, or name another file with --state", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The state could not be written.
    #[error("the state can't be written to {}: {source}", path.display())]
    Save {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// No company has this id.
    #[error("no company has the realm id {0}; GET /_emulator/companies lists them")]
    NoCompany(String),
    /// No new company can have this id.
    #[error(
        "a new company can't have the realm id {0}: it must be 15 to 19 digits that no other company has"
    )]
    Realm(String),
    /// No app has this client id.
    #[error("no app has the client id {0}; GET /_emulator/apps lists them")]
    App(String),
    /// There are as many companies as there may be.
    #[error("there are {0} companies, and that is the most there may be")]
    Companies(usize),
    /// The settings of a company do not fit.
    #[error("{0}")]
    Settings(String),
    /// A seed does not pass the emulator's own rules.
    #[error("seed {seed} does not fit the rules: {detail}")]
    Seed {
        /// The seed's name.
        seed: &'static str,
        /// The rule that refused it.
        detail: String,
    },
}
