//! Installing the libraries below the target folder.

use super::{Client, passed};
use anyhow::{Context as _, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Written when an installation is complete; holds what was asked for.
const DONE: &str = "installed";

/// What to do where an interpreter or its installer is missing.
const INSTALL_PYTHON: &str = "Python 3 with venv and pip is needed: run `apt-get install python3-venv`";
const INSTALL_NODE: &str = "Node.js 20 or later with npm is needed: run `apt-get install nodejs npm`";

/// The folder with the libraries. The first caller installs them, others wait for it.
pub(super) fn libraries(client: Client) -> Result<PathBuf> {
    let home = home()?;
    let folder = home.join(client.name());
    let wanted = wanted(client)?;
    // Tests run in several processes: the lock is a file.
    let lock = File::create(home.join(format!("{}.lock", client.name())))?;
    lock.lock()?;
    if fs::read(folder.join(DONE)).is_ok_and(|done| done == wanted) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    match client {
        Client::Python => python(&folder).context(INSTALL_PYTHON)?,
        Client::Node => node(&folder).context(INSTALL_NODE)?,
    }
    fs::write(folder.join(DONE), wanted)?;
    Ok(folder)
}

/// Where the libraries of all languages are: beside what cargo builds.
fn home() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    // `target/debug/deps/it-…`: the mark stands in the target folder itself.
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let home = target.context("this program is not in a target folder")?.join("conformance");
    fs::create_dir_all(&home)?;
    Ok(home)
}

/// The file that names the libraries.
fn list(client: Client) -> PathBuf {
    let name = if client == Client::Python { "requirements.txt" } else { "package-lock.json" };
    client.scripts().join(name)
}

/// The file that names the releases whose own tests are run, where those are not installed with the library.
fn suite() -> PathBuf {
    Client::Python.scripts().join("suite.txt")
}

fn wanted(client: Client) -> Result<Vec<u8>> {
    let read = |list: PathBuf| fs::read(&list).with_context(|| format!("reading {}", list.display()));
    let mut wanted = read(list(client))?;
    if client == Client::Python {
        wanted.extend(read(suite())?);
    }
    Ok(wanted)
}

fn python(folder: &Path) -> Result<()> {
    passed(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    passed(pip.arg(list(Client::Python)))?;
    let sources = folder.join("suite");
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest"]);
    passed(pip.arg(&sources).arg("--requirement").arg(suite()))?;
    for source in fs::read_dir(&sources)? {
        let mut unpack = Command::new(folder.join("bin/python"));
        passed(unpack.args(["-m", "tarfile", "--extract"]).arg(source?.path()).arg(&sources))?;
    }
    Ok(())
}

fn node(folder: &Path) -> Result<()> {
    for name in ["package.json", "package-lock.json"] {
        fs::copy(Client::Node.scripts().join(name), folder.join(name))?;
    }
    passed(Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(folder))
}
