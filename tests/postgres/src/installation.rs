//! Where PostgreSQL's programs are.

use std::fs;
use std::path::PathBuf;

/// What to do where PostgreSQL is missing.
pub const INSTALL: &str =
    "PostgreSQL is not installed: run `apt-get install postgresql`, or set DATABASE_URL";

/// Where Debian keeps the server's programs, in one folder for each version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";

/// Whether a server can be made on this machine.
pub fn is_installed() -> bool {
    programs().is_some()
}

/// The folder with the newest `initdb`: Debian's, else one on the path.
pub(crate) fn programs() -> Option<PathBuf> {
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
