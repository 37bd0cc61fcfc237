//! The data folder: the database file, the key that seals tokens, and a lock against a second process.

use anyhow::{Context, bail};
use clock::Randomness;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use sync::{KEY_BYTES, Key};

/// The database file's name.
pub(crate) const DATABASE_FILE: &str = "counterfoil.db";
const KEY_FILE: &str = "counterfoil.key";
const LOCK_FILE: &str = "counterfoil.lock";

/// Makes the folder if it is missing.
pub(crate) fn make(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("the data folder {} can't be made", folder.display()))
}

/// Keeps a second server away from the same SQLite file for as long as the returned file is open. The lock ends with
/// the process, however it ends.
pub(crate) fn lock(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join(LOCK_FILE);
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = opened.with_context(|| format!("{} can't be opened", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another server uses the data folder {}; stop it first", folder.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} can't be locked", path.display()))
        }
    }
}

/// The key in the folder; made, readable by its owner only, when there is none.
pub(crate) fn key(folder: &Path, randomness: &dyn Randomness) -> anyhow::Result<Key> {
    let path = folder.join(KEY_FILE);
    let told = || format!("the key file {} can't be used", path.display());
    if !path.exists() {
        let mut bytes = [0; KEY_BYTES];
        randomness.fill(&mut bytes);
        let mut file =
            OpenOptions::new().create_new(true).write(true).mode(0o600).open(&path).with_context(told)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).with_context(told)?;
    }
    let bytes = fs::read(&path).with_context(told)?;
    let bytes = <[u8; KEY_BYTES]>::try_from(bytes.as_slice());
    let Ok(bytes) = bytes else { bail!("the key file {} must have {KEY_BYTES} bytes", path.display()) };
    Ok(Key::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::SeededRandomness;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_second_server_is_kept_away_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path()).unwrap();
        assert!(lock(folder.path()).is_err());
        drop(first);
        assert!(lock(folder.path()).is_ok());
    }

    #[test]
    fn the_key_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        key(folder.path(), &SeededRandomness::new(1)).unwrap();
        let path = folder.path().join(KEY_FILE);
        let made = fs::read(&path).unwrap();
        key(folder.path(), &SeededRandomness::new(2)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), made);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_key_of_the_wrong_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(KEY_FILE), b"short").unwrap();
        assert!(key(folder.path(), &SeededRandomness::new(1)).is_err());
    }
}
