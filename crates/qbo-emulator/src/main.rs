//! The `qbo-emulator` program.

mod remote;

use anyhow::Context;
use clap::{Parser, Subcommand};
use clock::{OsRandomness, SystemClock};
use qbo_emulator::{Emulator, Error, Options, Seed, Settings};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Books are trees of many small parts, and a third of the work was getting and giving back their memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A stateful QuickBooks Online stand-in for tests and demos.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve OAuth, the Accounting API and the control API until interrupted.
    Serve {
        /// The loopback address to listen on.
        #[arg(long, default_value = "127.0.0.1:9400", env = "QBO_EMULATOR_LISTEN")]
        listen: SocketAddr,
        /// What the company holds at the start.
        #[arg(long, default_value = "sandbox-us", value_parser = seed)]
        seed: Seed,
        /// A further company and what it holds; may be said several times.
        #[arg(long = "company", value_name = "SEED", value_parser = seed)]
        companies: Vec<Seed>,
        /// The file that keeps the state over restarts. When it is there, the seeds named count for nothing.
        #[arg(long, value_name = "FILE", env = "QBO_EMULATOR_STATE")]
        state: Option<PathBuf>,
        /// Lift the limits of 500 requests a minute and 10 at once.
        #[arg(long)]
        no_limits: bool,
    },
    /// Talk to a running emulator: make trouble, move its clock, read its journal.
    Control(remote::Control),
}

fn seed(name: &str) -> Result<Seed, String> {
    Seed::ALL.into_iter().find(|seed| seed.name() == name).ok_or_else(|| {
        let names = Seed::ALL.map(Seed::name).join(", ");
        format!("no seed is called {name}; there are {names}")
    })
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        // What went wrong is told in words; where in the program it was noticed helps nobody who runs it.
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { listen, seed, companies, state, no_limits } => {
            let mut options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
            options.seed = seed;
            options.further = companies;
            options.settings = Settings { limits: !no_limits, ..Settings::default() };
            serve(listen, options, state.as_deref()).await
        }
        Command::Control(control) => {
            say(&control.make().await?);
            Ok(())
        }
    }
}

async fn serve(listen: SocketAddr, options: Options, state: Option<&Path>) -> anyhow::Result<()> {
    if !listen.ip().is_loopback() {
        return Err(Error::NotLoopback(listen).into());
    }
    let listener =
        TcpListener::bind(listen).await.map_err(|source| Error::Listen { address: listen, source })?;
    let address = listener.local_addr().context("the listener has no address")?;
    let emulator = match state {
        Some(path) => Emulator::from_state(options, path)?,
        None => Emulator::new(options)?,
    };
    say(&format!("qbo-emulator serves {} at http://{address}", emulator.summary()));
    say(&format!("a connection for test clients: http://{address}/_emulator/session"));
    let serving = emulator.clone().serve(listener, interrupted());
    match state {
        None => serving.await.context("serving ended")?,
        Some(path) => {
            // A file that can't be written is told at once.
            emulator.save(path)?;
            tokio::select! {
                served = serving => served.context("serving ended")?,
                () = emulator.keep_in(path) => {}
            }
            emulator.save(path)?;
        }
    }
    Ok(())
}

/// A line for the person who started the program. A reader that has gone, as with `| head`, is no fault.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Done when the program is asked to end: by Ctrl+C, or by SIGTERM.
async fn interrupted() {
    let by_key = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without signals the program runs until it is killed.
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = by_key => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
