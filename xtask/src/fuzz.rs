//! `cargo xtask fuzz`: bad input for the emulator.

use std::process::ExitCode;

use anyhow::Result;

use crate::cargo;

/// What can be asked of the command; the run itself reads it again.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many inputs; a million unless told.
    #[arg(long, value_name = "N")]
    inputs: Option<u64>,
    /// The number that all inputs follow from; else one that is new each time.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Only this block of 2,000 inputs: with the seed it repeats a failure.
    #[arg(long, value_name = "B")]
    block: Option<u64>,
}

/// Builds the run as a user's program is built, and starts it.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut command = cargo::command(["run", "--release", "--package", "counterfoil-fuzz", "--"]);
    let given = [("--inputs", options.inputs), ("--seed", options.seed), ("--block", options.block)];
    for (name, number) in given.into_iter().filter_map(|(name, number)| Some((name, number?))) {
        command.args([name, &number.to_string()]);
    }
    cargo::code_of(&mut command)
}
