//! The data folder: the database file, the key that seals tokens, the name of this instance, and a lock against a second
//! process.

use anyhow::{Context, bail};
use clock::{Ids, Randomness};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use sync::{KEY_BYTES, Key};
use uuid::Uuid;

/// The database file's name.
pub(crate) const DATABASE_FILE: &str = "counterfoil.db";
const KEY_FILE: &str = "counterfoil.key";
const LOCK_FILE: &str = "counterfoil.lock";
const INSTANCE_FILE: &str = "counterfoil.instance";

/// Makes the folder if it is missing, for its owner only: the books and the way in are in it.
pub(crate) fn make(folder: &Path) -> anyhow::Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("the data folder {} can't be made", folder.display()))
}

/// Keeps a second server away from the same folder for as long as the returned file is open. The lock ends with the
/// process, however it ends.
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
        write_whole(&path, &bytes, 0o600).with_context(told)?;
    }
    let bytes = fs::read(&path).with_context(told)?;
    let bytes = <[u8; KEY_BYTES]>::try_from(bytes.as_slice());
    let Ok(bytes) = bytes else { bail!("the key file {} must have {KEY_BYTES} bytes", path.display()) };
    Ok(Key::new(bytes))
}

/// Who the server in this folder is, among those that share a database; made when the folder has no name yet. It stays
/// the same over restarts, so that a server which was killed takes up its own work at once.
///
/// # Concurrency
/// The folder is locked by whoever asks, so no two servers have the same name, unless somebody copies the folder. Then
/// one takes the other's leases, and their fencing numbers keep both from doing the same work.
pub(crate) fn instance(folder: &Path, ids: &dyn Ids) -> anyhow::Result<Uuid> {
    let path = folder.join(INSTANCE_FILE);
    let told = || format!("the file {} can't be used", path.display());
    if path.exists() {
        let text = fs::read_to_string(&path).with_context(told)?;
        let Ok(instance) = text.trim().parse() else { bail!("{} holds no id; remove it", path.display()) };
        return Ok(instance);
    }
    let instance = ids.next();
    write_whole(&path, format!("{instance}\n").as_bytes(), 0o644).with_context(told)?;
    Ok(instance)
}

/// Writes a file so that a crash leaves all of it or none of it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], mode: u32) -> std::io::Result<()> {
    let draft = path.with_extension("draft");
    if draft.exists() {
        fs::remove_file(&draft)?;
    }
    let mut file = OpenOptions::new().create_new(true).write(true).mode(mode).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::{SeededRandomness, SequentialIds};
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
    fn a_folder_is_made_for_its_owner_only() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("data");
        make(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
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
    fn an_instance_keeps_its_name_and_another_folder_has_another() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let ids = SequentialIds::default();
        let name = instance(folder.path(), &ids).unwrap();
        assert_eq!(instance(folder.path(), &ids).unwrap(), name);
        assert_ne!(instance(other.path(), &ids).unwrap(), name);
    }

    #[test]
    fn a_name_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(INSTANCE_FILE), b"0000").unwrap();
        assert!(instance(folder.path(), &SequentialIds::default()).is_err());
    }

    #[test]
    fn what_a_crash_left_half_written_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(KEY_FILE).with_extension("draft"), b"half").unwrap();
        assert!(key(folder.path(), &SeededRandomness::new(1)).is_ok());
    }

    #[test]
    fn a_key_of_the_wrong_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(KEY_FILE), b"short").unwrap();
        assert!(key(folder.path(), &SeededRandomness::new(1)).is_err());
    }
}
