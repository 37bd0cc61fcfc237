//! The account the server runs as.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow};

/// Whose processes the server's are. PostgreSQL refuses to run as root.
pub(crate) struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// The account for a folder that this process has just made; the folder is given to it.
    pub(crate) fn for_folder(folder: &Path) -> Result<Self> {
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

    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
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
