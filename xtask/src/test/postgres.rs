//! The PostgreSQL server that the tests of a run share.
//!
//! One server for the whole run: a test that is run by itself starts its own, which takes seconds each time.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use throwaway_postgres::{ADDRESS_VARIABLE, Cluster};

/// A server for the tests.
#[derive(Debug)]
pub(crate) enum Server {
    /// One that somebody else runs; the tests find it in the environment.
    Given,
    /// One of our own, which ends with this value or with the process.
    Own(Cluster),
}

impl Server {
    /// Tells a command where the server is.
    pub(crate) fn lend_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match self {
            Self::Given => command,
            Self::Own(cluster) => command.env(ADDRESS_VARIABLE, cluster.address()),
        }
    }
}

/// The server named in the environment, else a new one. PostgreSQL is installed first where it is missing and that
/// can be done without asking.
///
/// # Errors
///
/// When PostgreSQL is missing and cannot be installed (the text says what to install), or doesn't start.
pub(crate) fn server() -> Result<Server> {
    if std::env::var_os(ADDRESS_VARIABLE).is_some_and(|address| !address.is_empty()) {
        return Ok(Server::Given);
    }
    if !throwaway_postgres::is_installed() {
        install()?;
    }
    Ok(Server::Own(Cluster::start()?))
}

/// Installs Debian's package.
fn install() -> Result<()> {
    let Some(account) = Account::that_may_install() else { bail!(throwaway_postgres::INSTALL) };
    println!("PostgreSQL is missing: installing Debian's package `postgresql`");
    account.apt_get(&["update", "--quiet"])?;
    account.apt_get(&["install", "--quiet", "--yes", "--no-install-recommends", "postgresql"])
}

/// Who may install packages here without being asked for a password.
#[derive(Debug, Clone, Copy)]
enum Account {
    Root,
    Sudo,
}

impl Account {
    fn that_may_install() -> Option<Self> {
        if !succeeds("apt-get", &["--version"]) {
            return None;
        }
        let user = Command::new("id").arg("--user").output().ok()?;
        if user.stdout.trim_ascii() == b"0" {
            return Some(Self::Root);
        }
        succeeds("sudo", &["--non-interactive", "true"]).then_some(Self::Sudo)
    }

    fn apt_get(self, arguments: &[&str]) -> Result<()> {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["--non-interactive", "env"]);
                sudo
            }
        };
        let command = command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        let status = command.stdin(Stdio::null()).status().context("starting apt-get")?;
        if !status.success() {
            bail!("`apt-get {}` failed ({status}). {}", arguments.join(" "), throwaway_postgres::INSTALL);
        }
        Ok(())
    }
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
