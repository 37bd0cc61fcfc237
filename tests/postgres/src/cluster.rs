//! The server: made, started, stopped.

use std::fs;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::account::Account;
use crate::installation::{INSTALL, programs};

/// The variable that names a server to use in place of a throw-away one. Its user must be allowed to make databases.
pub const ADDRESS_VARIABLE: &str = "DATABASE_URL";

/// The user who owns the cluster inside PostgreSQL.
const OWNER: &str = "counterfoil";

/// The longest folder that leaves room for the socket's name: a socket's path has at most 107 bytes.
const FOLDER_LIMIT: usize = 80;

/// Only a socket in the cluster's own folder is opened, so no port can be taken already.
const SETTINGS: &str = "\
listen_addresses = ''
wal_level = minimal
max_wal_senders = 0
max_connections = 300
shared_buffers = 64MB
";

/// For tests: nothing is to survive, so nothing is flushed.
const UNFLUSHED: &str = "\
fsync = off
synchronous_commit = off
full_page_writes = off
";

/// A running server with a folder of its own. It ends, and its folder goes, when this is dropped or the process ends
/// in any way.
#[derive(Debug)]
pub struct Cluster {
    address: String,
    watchdog: Child,
}

impl Cluster {
    /// Makes a cluster and starts its server. Waits until it takes connections.
    ///
    /// # Errors
    /// When PostgreSQL is not installed (the text says what to install) or does not start (the text has its log).
    pub fn start() -> Result<Self> {
        Self::start_with(UNFLUSHED)
    }

    /// As [`Cluster::start`], but every commit is flushed to the disk, as by a server that keeps what it is given. For
    /// measuring.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn start_flushing() -> Result<Self> {
        Self::start_with("")
    }

    fn start_with(settings: &str) -> Result<Self> {
        let programs = programs().ok_or_else(|| anyhow!(INSTALL))?;
        let folder = folder()?;
        let account = Account::for_folder(&folder)?;
        // From here on the watchdog removes what was made, also when a step fails.
        let watchdog = watchdog(&programs, &folder, &account)?;
        let address = format!("postgres:///postgres?host={}&user={OWNER}", folder.display());
        let cluster = Self { address, watchdog };
        make(&programs, &folder, &account, settings)?;
        launch(&programs, &folder, &account)?;
        Ok(cluster)
    }

    /// The address of the server's own database, for [`ADDRESS_VARIABLE`].
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The watchdog goes to work when its input ends.
        drop(self.watchdog.stdin.take());
        self.watchdog.wait().ok();
    }
}

/// The server that tests use: the one in [`ADDRESS_VARIABLE`], else one that this process starts once.
///
/// # Errors
/// As [`Cluster::start`].
pub fn server_address() -> Result<String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    if let Ok(address) = std::env::var(ADDRESS_VARIABLE)
        && !address.is_empty()
    {
        return Ok(address);
    }
    // Never dropped; the watchdog sees the process end.
    let cluster = CLUSTER.get_or_init(|| Cluster::start().map_err(|error| format!("{error:#}")));
    cluster.as_ref().map(|cluster| cluster.address.clone()).map_err(|error| anyhow!("{error}"))
}

fn folder() -> Result<PathBuf> {
    let usual = std::env::temp_dir();
    let place = if usual.as_os_str().len() > FOLDER_LIMIT { Path::new("/tmp") } else { &usual };
    let folder = tempfile::Builder::new().prefix("counterfoil-pg-").tempdir_in(place)?;
    Ok(folder.keep())
}

/// A shell that waits for the end of its input, which comes when this process closes it or ends in any way, and then
/// stops the server and removes the folder. In a process group of its own, so that Ctrl-C does not reach it.
fn watchdog(programs: &Path, folder: &Path, account: &Account) -> Result<Child> {
    const SCRIPT: &str = r#"read -r _; "$0/pg_ctl" stop -D "$1/data" -m immediate; cd /; rm -rf "$1""#;
    account
        .command("sh", folder)
        .args(["-c", SCRIPT])
        .args([programs, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("starting a shell")
}

fn make(programs: &Path, folder: &Path, account: &Account, more: &str) -> Result<()> {
    let mut initdb = account.command(programs.join("initdb"), folder);
    initdb.args(["--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--username", OWNER, "--pgdata", "data"]);
    finish(&mut initdb, "initdb")?;
    let mut settings = fs::OpenOptions::new().append(true).open(folder.join("data/postgresql.conf"))?;
    writeln!(settings, "{SETTINGS}{more}unix_socket_directories = '{}'", folder.display())?;
    Ok(())
}

fn launch(programs: &Path, folder: &Path, account: &Account) -> Result<()> {
    let mut start = account.command(programs.join("pg_ctl"), folder);
    start.args(["start", "--wait", "--silent", "--pgdata", "data", "--log", "log"]);
    // The server would keep a pipe open for as long as it runs.
    let status = start.stdout(Stdio::null()).stderr(Stdio::null()).status().context("pg_ctl")?;
    if !status.success() {
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start ({status}): {}", log.trim());
    }
    Ok(())
}

fn finish(command: &mut Command, name: &str) -> Result<()> {
    let output = command.output().with_context(|| name.to_owned())?;
    if !output.status.success() {
        bail!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folder in `postgres:///postgres?host=FOLDER&user=…`.
    fn folder_of(cluster: &Cluster) -> PathBuf {
        let (_, host) = cluster.address().split_once("host=").unwrap();
        PathBuf::from(host.split('&').next().unwrap())
    }

    #[test]
    fn a_server_runs_as_long_as_its_value_lives_and_leaves_nothing() {
        let cluster = Cluster::start().unwrap();
        let folder = folder_of(&cluster);
        assert!(folder.join(".s.PGSQL.5432").exists(), "the server listens on a socket in its own folder");
        drop(cluster);
        assert!(!folder.exists());
    }

    #[test]
    fn two_servers_do_not_meet() {
        let (one, other) = (Cluster::start().unwrap(), Cluster::start().unwrap());
        assert_ne!(one.address(), other.address());
    }
}
