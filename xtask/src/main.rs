//! `cargo xtask`: the project's own commands, one file or folder each.
//!
//! It runs cargo and looks at what came out. It depends on no crate of the program, so that it also starts while
//! one of them doesn't compile.
#![expect(clippy::print_stdout, reason = "it talks to the person at the terminal")]

mod bench;
mod cargo;
mod fuzz;
mod northwind;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check formatting, lints and docs, and run every test on both databases.
    Test(test::Options),
    /// Take the Northwind data through the public API and compare what has arrived in QuickBooks.
    Northwind(northwind::Options),
    /// Send bad input to the emulator: no panic, no 5xx.
    Fuzz(fuzz::Options),
    /// Measure how fast a save is, and how fast it reaches QuickBooks. Takes some minutes.
    Bench,
}

fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Test(options) => test::run(&options),
        Command::Northwind(options) => northwind::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Bench => bench::run(),
    }
}
