//! A throw-away PostgreSQL server.
//!
//! `xtask test` starts one for the whole run and hands it on in `DATABASE_URL`. A test that is run by itself finds no
//! such address and starts one of its own, which takes two or three seconds.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, bail};

/// The variable that names a server to use in place of a throw-away one. Its user must be allowed to make databases.
pub const ADDRESS_VARIABLE: &str = "DATABASE_URL";

/// What to do where PostgreSQL is missing.
const INSTALL: &str = "PostgreSQL is not installed: run `apt-get install postgresql`, or set DATABASE_URL";

/// Where Debian keeps the server's programs, in one folder for each version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";

/// The user who owns the cluster inside PostgreSQL.
const OWNER: &str = "counterfoil";

/// The longest folder that leaves room for the socket's name: a socket's path has at most 107 bytes.
const FOLDER_LIMIT: usize = 80;

/// Nothing here is to survive, so nothing is flushed. Only a socket in the cluster's own folder is opened, so no port
/// can be taken already.
const SETTINGS: &str = "\
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 300
shared_buffers = 64MB
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
        let programs = programs().ok_or_else(|| anyhow!(INSTALL))?;
        let folder = folder()?;
        let account = Account::for_folder(&folder)?;
        // From here on the watchdog removes what was made, also when a step fails.
        let watchdog = watchdog(&programs, &folder, &account)?;
        let address = format!("postgres:///postgres?host={}&user={OWNER}", folder.display());
        let cluster = Self { address, watchdog };
        make(&programs, &folder, &account)?;
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

/// The folder with the newest `initdb`: Debian's, else one on the path.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN_VERSIONS).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").exists())
        .max();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    newest.map(|(_, programs)| programs).or_else(on_path)
}

fn folder() -> Result<PathBuf> {
    let usual = std::env::temp_dir();
    let place = if usual.as_os_str().len() > FOLDER_LIMIT { Path::new("/tmp") } else { &usual };
    let folder = tempfile::Builder::new().prefix("counterfoil-pg-").tempdir_in(place)?;
    Ok(folder.keep())
}

/// Whose processes the server's are. PostgreSQL refuses to run as root.
struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// The account for a folder that this process has just made; the folder is given to it.
    fn for_folder(folder: &Path) -> Result<Self> {
        let folder_data = fs::metadata(folder)?;
        if folder_data.uid() != 0 {
            return Ok(Self { other: None });
        }
        let accounts = fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
        let (user, group) =
            ["postgres", "nobody"].into_iter().find_map(|name| numbers(&accounts, name)).ok_or_else(
                || anyhow!("PostgreSQL cannot run as root and there is no user `postgres` or `nobody`"),
            )?;
        chown(folder, Some(user), Some(group))?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        Ok(Self { other: Some((user, group)) })
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null());
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command
    }
}

/// User and group number of an account: `name:x:101:104:…`.
fn numbers(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let mut fields =
        accounts.lines().map(|line| line.split(':')).find(|line| line.clone().next() == Some(name))?;
    let user = fields.nth(2)?.parse().ok()?;
    Some((user, fields.next()?.parse().ok()?))
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

fn make(programs: &Path, folder: &Path, account: &Account) -> Result<()> {
    let mut initdb = account.command(programs.join("initdb"), folder);
    initdb.args(["--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--username", OWNER, "--pgdata", "data"]);
    finish(&mut initdb, "initdb")?;
    let mut settings = fs::OpenOptions::new().append(true).open(folder.join("data/postgresql.conf"))?;
    writeln!(settings, "{SETTINGS}unix_socket_directories = '{}'", folder.display())?;
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

    #[test]
    fn the_numbers_of_an_account_are_found_by_its_whole_name() {
        let accounts =
            "root:x:0:0:root:/root:/bin/sh\npostgres2:x:7:7::/:/bin/sh\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(numbers(accounts, "postgres"), Some((101, 104)));
        assert_eq!(numbers(accounts, "nobody"), None);
    }
}
