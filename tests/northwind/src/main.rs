//! `cargo xtask northwind`.
#![expect(clippy::print_stdout, reason = "it talks to the person at the terminal")]

use clap::Parser;
use northwind::{Country, Data, Database, LEFT_OUT, Options, folder, run};
use std::process::ExitCode;

/// Takes the Northwind data through the public API and compares what has arrived in QuickBooks.
#[derive(Debug, Parser)]
struct Arguments {
    /// Keep to QuickBooks' limits: 500 calls a minute, ten at once.
    #[arg(long)]
    real_limits: bool,
    /// Where both companies are; in Great Britain there is VAT.
    #[arg(long, value_enum, default_value_t)]
    country: Country,
    /// Keep the books on PostgreSQL in place of SQLite.
    #[arg(long)]
    postgres: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let Some(folder) = folder()? else {
        println!("{LEFT_OUT}");
        return Ok(ExitCode::SUCCESS);
    };
    let database = if arguments.postgres { Database::Postgres } else { Database::Sqlite };
    let options = Options { country: arguments.country, database, real_limits: arguments.real_limits };
    let report = run(&Data::read(&folder)?, options).await?;
    print!("{report}");
    Ok(if report.is_equal() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
