//! The demo's folder.

use anyhow::{Context, bail};
use std::fs;
use std::path::Path;

use crate::data_folder::{self, DATABASE_FILE};

/// The file that tells how to get into the demo.
pub(super) const NOTE: &str = "demo.json";

/// What marks a folder as a demo's. Written before the database, so that a demo which was stopped half way is known as
/// one.
const MARK: &str = "counterfoil.demo";

/// Removes the files of an earlier demo, whose QuickBooks company is gone with its emulator. A folder that holds a
/// database and no demo is left alone, and so is one that another server uses.
pub(super) fn prepare(folder: &Path) -> anyhow::Result<()> {
    data_folder::make(folder)?;
    let _lock = data_folder::lock(folder)?;
    if folder.join(DATABASE_FILE).exists() && !folder.join(MARK).exists() {
        bail!(
            "the folder {} holds a database that is no demo's; choose another with --data",
            folder.display()
        );
    }
    let database = ["", "-wal", "-shm"].map(|suffix| format!("{DATABASE_FILE}{suffix}"));
    for name in database.iter().map(String::as_str).chain([NOTE]) {
        let path = folder.join(name);
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("{} can't be removed", path.display()))?;
        }
    }
    fs::write(folder.join(MARK), "").with_context(|| format!("{} can't be written", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_demo_is_replaced_and_other_data_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path()).unwrap();
        fs::write(folder.path().join(DATABASE_FILE), b"x").unwrap();
        prepare(folder.path()).unwrap();
        assert!(!folder.path().join(DATABASE_FILE).exists());
        fs::write(folder.path().join(DATABASE_FILE), b"x").unwrap();
        fs::remove_file(folder.path().join(MARK)).unwrap();
        assert!(prepare(folder.path()).is_err());
        assert!(folder.path().join(DATABASE_FILE).exists());
    }

    #[test]
    fn what_a_running_server_uses_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path()).unwrap();
        fs::write(folder.path().join(DATABASE_FILE), b"x").unwrap();
        let running = data_folder::lock(folder.path()).unwrap();
        assert!(prepare(folder.path()).is_err());
        assert!(folder.path().join(DATABASE_FILE).exists());
        drop(running);
        assert!(prepare(folder.path()).is_ok());
    }
}
