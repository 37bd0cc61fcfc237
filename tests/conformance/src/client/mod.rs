//! Client libraries of others, and the scripts that use them.

mod install;

use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tells a script where the emulator is.
const ADDRESS_VARIABLE: &str = "QBO_EMULATOR";

/// A language with published client libraries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// python-quickbooks and intuit-oauth, from PyPI.
    Python,
    /// node-quickbooks and intuit-oauth, from npm.
    Node,
}

impl Client {
    /// Runs the script of this name against the emulator at `address`. Installs the libraries first where they are
    /// missing.
    ///
    /// # Errors
    /// The libraries can't be installed (the text says what is missing), or a test of the script fails (the text is
    /// what it printed).
    pub fn run(self, script: &str, address: &str) -> Result<()> {
        let mut command = self.installed()?;
        match self {
            Self::Python => command.args(["-m", "unittest", script]),
            Self::Node => command.args(["--test", "--test-reporter=spec", &format!("{script}.js")]),
        };
        // The libraries refuse plain HTTP unless told otherwise.
        command.env("OAUTHLIB_INSECURE_TRANSPORT", "1").env(ADDRESS_VARIABLE, address);
        passed(command.current_dir(self.scripts()))
    }

    /// The interpreter, once the libraries are there for it.
    ///
    /// # Errors
    /// As [`Client::run`], for the first part.
    pub fn installed(self) -> Result<Command> {
        let libraries = install::libraries(self)?;
        let mut command = match self {
            Self::Python => Command::new(libraries.join("bin/python")),
            Self::Node => Command::new("node"),
        };
        // The sources are not the place for what an interpreter keeps.
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("NODE_PATH", libraries.join("node_modules"));
        Ok(command)
    }

    /// The folder with the scripts.
    #[must_use]
    pub fn scripts(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.name())
    }

    /// The names of the scripts, sorted. One whose name is not here is used by the others.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn script_names(self) -> Result<Vec<String>> {
        let extension = if self == Self::Python { "py" } else { "js" };
        let mut names = Vec::new();
        for file in fs::read_dir(self.scripts())? {
            let path = file?.path();
            if path.extension().is_some_and(|found| found == extension) {
                names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
            }
        }
        names.retain(|name| !["company", "replies"].contains(&name.as_str()));
        names.sort();
        Ok(names)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Node => "node",
        }
    }
}

/// Runs a command to its end. What it printed is the error when it fails.
pub(crate) fn passed(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {program}"))?;
    if !output.status.success() {
        let printed = [output.stdout, output.stderr].concat();
        bail!("{program} ended with {}:\n{}", output.status, String::from_utf8_lossy(&printed));
    }
    Ok(())
}
