//! The demo's folder.

use anyhow::{Context, bail};
use std::fs;
use std::path::Path;

use crate::data_folder::DATABASE_FILE;

/// The file that tells how to get into the demo.
pub(super) const NOTE: &str = "demo.json";

/// Removes the files of an earlier demo, whose QuickBooks company is gone with its emulator. A folder that holds a
/// database and no demo is left alone.
pub(super) fn prepare(folder: &Path) -> anyhow::Result<()> {
    if folder.join(DATABASE_FILE).exists() && !folder.join(NOTE).exists() {
        bail!(
            "the folder {} holds a database that is no demo's; choose another with --data",
            folder.display()
        );
    }
    for suffix in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{DATABASE_FILE}{suffix}"));
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("{} can't be removed", path.display()))?;
        }
    }
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    // Written before the database, so that a demo which was stopped half way is known as one.
    fs::write(folder.join(NOTE), "{}").with_context(|| format!("{} can't be written", folder.display()))
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
        fs::remove_file(folder.path().join(NOTE)).unwrap();
        assert!(prepare(folder.path()).is_err());
        assert!(folder.path().join(DATABASE_FILE).exists());
    }
}
