//! The `counterfoil` program.

use clap::Parser;
use counterfoil::command_line::{Arguments, Command};
use counterfoil::{Server, company, demo, telemetry};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    telemetry::start();
    match run(arguments.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            telemetry::complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => {
            let server = Server::start(options.into_configuration()?).await?;
            telemetry::say(&format!("Counterfoil listens at {}", server.url()));
            server.run_until(stop_signal()).await
        }
        Command::Company(options) => company::create(options).await,
        Command::Demo(options) => demo::run(options, stop_signal()).await,
    }
}

/// Ready at the first interrupt or termination.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "termination can't be caught; interrupt the program to stop it in order");
            // An interrupt that can't be awaited either leaves the program running until it is killed.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}
