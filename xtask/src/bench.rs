//! `cargo xtask bench`: the figures of `docs/performance.md`.

use std::process::ExitCode;

use anyhow::Result;

use crate::cargo;

/// Builds the bench as a user's program is built, and runs it.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run() -> Result<ExitCode> {
    cargo::code_of(&mut cargo::command(["run", "--release", "--package", "counterfoil-bench"]))
}
