//! What the program says: a tracing log on standard error, and lines for a person on standard output.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise.
const DEFAULT_FILTER: &str = "info,sqlx=warn";

/// Starts the log on standard error.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .try_init();
    if let Err(error) = started {
        complain(&anyhow::anyhow!("the log could not be started: {error}"));
    }
}

/// A line for the person who started the program.
#[expect(clippy::print_stdout, reason = "this is where the program talks to whoever started it")]
pub fn say(line: &str) {
    println!("{line}");
}

/// An error that ends the program, with its causes.
#[expect(clippy::print_stderr, reason = "this is where the program talks to whoever started it")]
pub fn complain(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}
