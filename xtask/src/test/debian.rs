//! Installing Debian's packages, where that can be done without asking.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Who may install packages here without being asked for a password.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Account {
    Root,
    Sudo,
}

impl Account {
    /// `None` where there is no Debian, or nobody may.
    pub(crate) fn that_may_install() -> Option<Self> {
        if !succeeds("apt-get", &["--version"]) {
            return None;
        }
        let user = Command::new("id").arg("--user").output().ok()?;
        if user.stdout.trim_ascii() == b"0" {
            return Some(Self::Root);
        }
        succeeds("sudo", &["--non-interactive", "true"]).then_some(Self::Sudo)
    }

    /// Installs packages.
    ///
    /// # Errors
    ///
    /// When that fails; the text ends with `advice`.
    pub(crate) fn install(self, packages: &[&str], advice: &str) -> Result<()> {
        println!("installing Debian's packages {}", packages.join(", "));
        self.apt_get(&["update", "--quiet"], advice)?;
        let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
        self.apt_get(&[&install, packages].concat(), advice)
    }

    fn apt_get(self, arguments: &[&str], advice: &str) -> Result<()> {
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
            bail!("`apt-get {}` failed ({status}). {advice}", arguments.join(" "));
        }
        Ok(())
    }
}

/// Whether a program is there and ends well.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
