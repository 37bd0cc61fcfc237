//! `cargo xtask test`: what has to hold before a change is handed in.
//!
//! The steps run in order, and all of them do, so that one run tells everything. Only the tests are left out when
//! the programs they start don't build.

mod debian;
mod languages;
mod postgres;
mod runner;
mod step;
mod tally;

use std::process::ExitCode;

use anyhow::Result;

use crate::cargo;
use postgres::Server;
use runner::Runner;
use step::Report;

/// What can be asked of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Run only the tests whose name contains this, and none of the other checks.
    #[arg(long, value_name = "NAME")]
    filter: Option<String>,
}

/// Runs the steps and prints the summary. The code is a failure when any step failed.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut report = Report::default();
    if options.filter.is_none() {
        checks(&mut report)?;
    }
    let built = report.run("programs", &mut cargo::command(["build", "--workspace", "--bins"]))?;
    report.attempt("languages", languages::ready);
    match report.attempt("postgresql", postgres::server) {
        Some(server) if built => tests(&mut report, &server, options.filter.as_deref())?,
        _ => report.left_out("tests", "the step before it failed"),
    }
    report.print();
    Ok(if report.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What needs no test to run: formatting, lints, docs.
fn checks(report: &mut Report) -> Result<()> {
    report.run("formatting", &mut cargo::command(["fmt", "--all", "--check"]))?;
    let lints = ["clippy", "--workspace", "--all-targets", "--keep-going", "--", "--deny", "warnings"];
    report.run("lints", &mut cargo::command(lints))?;
    let mut docs = cargo::command(["doc", "--workspace", "--no-deps", "--keep-going"]);
    report.run("docs", docs.env("RUSTDOCFLAGS", "--deny warnings"))?;
    Ok(())
}

/// The tests of every crate, those in doc comments, and the Northwind trial at the end.
fn tests(report: &mut Report, server: &Server, filter: Option<&str>) -> Result<()> {
    let runner = if cargo::has("nextest") { Runner::Nextest } else { Runner::Cargo };
    report.count("tests", server.lend_to(&mut runner.tests(filter)))?;
    if runner == Runner::Nextest {
        // Nextest doesn't run the tests in doc comments.
        let mut docs = cargo::command(["test", "--workspace", "--doc", "--no-fail-fast"]);
        report.count("doc tests", server.lend_to(docs.args(filter)))?;
    }
    if filter.is_none() {
        report.count("northwind", server.lend_to(&mut runner.northwind()))?;
    }
    report.expect_tests();
    Ok(())
}
