//! `cargo xtask northwind`: real data through the public API, compared with what has arrived in QuickBooks.

use std::process::ExitCode;

use anyhow::Result;

use crate::cargo;

/// What can be asked of the command; the trial itself reads it again.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Keep to QuickBooks' limits: 500 calls a minute, ten at once.
    #[arg(long)]
    real_limits: bool,
    /// Where both companies are, `us` or `gb`; in Great Britain there is VAT.
    #[arg(long, default_value = "us")]
    country: String,
    /// Keep the books on PostgreSQL in place of SQLite.
    #[arg(long)]
    postgres: bool,
}

/// Builds the trial as a user's program is built, and runs it.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut command = cargo::command(["run", "--release", "--package", "counterfoil-northwind", "--"]);
    command.args(["--country", &options.country]);
    command.args(options.real_limits.then_some("--real-limits"));
    command.args(options.postgres.then_some("--postgres"));
    cargo::code_of(&mut command)
}
