//! What runs the tests.

use std::process::Command;

use crate::cargo;

/// What the names of the tests of the Northwind trial begin with. They have a step of their own, which shows their
/// figures.
const NORTHWIND: &str = "all_of_northwind";

/// What runs the tests. Both select among the tests of the whole workspace: with fewer packages cargo would build
/// their dependencies again, with other features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// `cargo nextest`.
    Nextest,
    /// `cargo test`.
    Cargo,
}

impl Runner {
    /// The tests with `filter` in their name, or all but the Northwind trial.
    pub(crate) fn tests(self, filter: Option<&str>) -> Command {
        let mut command = match self {
            Self::Nextest => cargo::command(["nextest", "run", "--workspace", "--no-fail-fast"]),
            Self::Cargo => cargo::command(["test", "--workspace", "--no-fail-fast"]),
        };
        match (self, filter) {
            (_, Some(filter)) => command.arg(filter),
            (Self::Nextest, None) => command.args(["-E", &format!("not test({NORTHWIND})")]),
            (Self::Cargo, None) => command.args(["--", "--skip", NORTHWIND]),
        };
        command
    }

    /// The Northwind trial, with what it prints.
    pub(crate) fn northwind(self) -> Command {
        let mut command = match self {
            Self::Nextest => cargo::command(["nextest", "run", "--workspace", "--no-fail-fast"]),
            Self::Cargo => cargo::command(["test", "--workspace", "--no-fail-fast", "--test", "it"]),
        };
        match self {
            Self::Nextest => command.args(["--success-output", "final", NORTHWIND]),
            Self::Cargo => command.args([NORTHWIND, "--", "--nocapture"]),
        };
        command
    }
}
