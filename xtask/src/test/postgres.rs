//! The PostgreSQL server that the tests of a run share.
//!
//! One server for the whole run: a test that is run by itself starts its own, which takes seconds each time.

use std::process::Command;

use anyhow::{Result, bail};
use throwaway_postgres::{ADDRESS_VARIABLE, Cluster};

use super::debian;

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
        let Some(account) = debian::Account::that_may_install() else { bail!(throwaway_postgres::INSTALL) };
        account.install(&["postgresql"], throwaway_postgres::INSTALL)?;
    }
    Ok(Server::Own(Cluster::start()?))
}
