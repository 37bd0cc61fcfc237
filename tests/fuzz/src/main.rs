//! `cargo xtask fuzz`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to the person at the terminal")]

use clap::Parser;
use fuzz::{Plan, run};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Inputs after which the number is shown.
const SHOWN_EVERY: u64 = 250_000;

/// Sends bad input to the emulator.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many inputs.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    inputs: u64,
    /// The number that all inputs follow from; else one that is new each time.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Only this block of 2,000 inputs.
    #[arg(long, value_name = "B")]
    block: Option<u64>,
}

fn main() -> anyhow::Result<ExitCode> {
    let Arguments { inputs, seed, block } = Arguments::parse();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seed = seed.unwrap_or(now.as_secs());
    println!("seed {seed}");
    let shown = AtomicU64::new(0);
    let report = run(Plan { inputs, seed, block }, |sent| {
        if shown.fetch_max(sent / SHOWN_EVERY, Ordering::Relaxed) < sent / SHOWN_EVERY {
            eprintln!("{sent} inputs");
        }
    })?;
    println!("{report}");
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
