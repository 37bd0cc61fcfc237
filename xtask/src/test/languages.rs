//! Python and Node.js, for the client libraries that judge the emulator.

use anyhow::{Result, bail};

use super::debian::{Account, succeeds};

/// What to do where one is missing.
const INSTALL: &str =
    "Python 3 with venv and Node.js 20 with npm are needed: run `apt-get install python3-venv nodejs npm`";

/// Sees to it that both are there. Installs what is missing where that can be done without asking.
///
/// # Errors
///
/// When one is missing and cannot be installed; the text says what to install.
pub(crate) fn ready() -> Result<()> {
    let mut missing = Vec::new();
    if !succeeds("python3", &["-c", "import venv, ensurepip"]) {
        missing.push("python3-venv");
    }
    if !succeeds("node", &["--version"]) {
        missing.push("nodejs");
    }
    if !succeeds("npm", &["--version"]) {
        missing.push("npm");
    }
    match (missing.is_empty(), Account::that_may_install()) {
        (true, _) => Ok(()),
        (false, Some(account)) => account.install(&missing, INSTALL),
        (false, None) => bail!(INSTALL),
    }
}
