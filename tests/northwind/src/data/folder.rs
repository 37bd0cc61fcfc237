//! Where the files are.

use anyhow::{Result, ensure};
use std::env;
use std::path::{Path, PathBuf};

/// Names another folder with the files.
pub const FOLDER_VARIABLE: &str = "NORTHWIND_DATA";

/// Where they are, seen from this crate, unless [`FOLDER_VARIABLE`] says otherwise. They are no part of the repository.
const USUAL: &str = "../../../shared/data/northwind";

/// The folder with the files; `None` when it is not there, which is no fault, as it is not delivered with the project.
///
/// # Errors
/// A folder that was named is not there.
pub fn folder() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os(FOLDER_VARIABLE).filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        ensure!(named.is_dir(), "{FOLDER_VARIABLE} names {}, which is no folder", named.display());
        return Ok(Some(named));
    }
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join(USUAL);
    Ok(usual.is_dir().then_some(usual))
}
