//! The vendor's schema.

use crate::Client;
use anyhow::{Context as _, Result, bail, ensure};
use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Names another folder with the schema.
pub const FOLDER_VARIABLE: &str = "QBO_SCHEMA";

/// What is said when the schema is not there.
pub const LEFT_OUT: &str = "Replies are not checked against the schema: it is not beside the repository (../shared/reference/qbo-schema, or QBO_SCHEMA)";

/// Where it is, seen from this crate, unless [`FOLDER_VARIABLE`] says otherwise. It is no part of the repository.
const USUAL: &str = "../../../shared/reference/qbo-schema";

/// The file that includes the others.
const ROOT: &str = "IntuitRestServiceDef.xsd";

/// The folder with the schema; `None` when it is not there, which is no fault, as it is not delivered with the project.
///
/// # Errors
/// A folder that was named doesn't hold it.
pub fn folder() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os(FOLDER_VARIABLE).filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        ensure!(
            named.join(ROOT).is_file(),
            "{FOLDER_VARIABLE} names {}, which holds no {ROOT}",
            named.display()
        );
        return Ok(Some(named));
    }
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join(USUAL);
    Ok(usual.join(ROOT).is_file().then_some(usual))
}

/// Checks replies, JSON or XML, against the schema in `folder`. Returns the summary.
///
/// # Errors
/// A reply is not valid; the text lists what is wrong. Or the checker can't be started.
pub fn check<B: AsRef<[u8]>>(folder: &Path, replies: &[B]) -> Result<String> {
    let mut command = Client::Python.installed()?;
    command.arg(Client::Python.scripts().join("replies.py")).arg(folder);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut checker = command.spawn().context("starting the checker of replies")?;
    let mut input = checker.stdin.take().context("the checker's input")?;
    // It reads all before it prints, so that neither side waits for the other.
    for reply in replies {
        input.write_all(reply.as_ref())?;
        input.write_all(b"\n")?;
    }
    drop(input);
    let output = checker.wait_with_output()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("replies are not as the schema says:\n{printed}{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(printed.trim_end().to_owned())
}
