//! Running the steps, and the summary of them.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::tally::Tally;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed(String),
    LeftOut(String),
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

/// The steps so far, and the tests they counted.
#[derive(Debug, Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
    tally: Tally,
}

impl Report {
    /// Runs a command as a step. Returns whether it passed.
    ///
    /// # Errors
    ///
    /// When the command cannot be started.
    pub(crate) fn run(&mut self, name: &'static str, command: &mut Command) -> Result<bool> {
        let start = begin(name);
        let status = command.status().with_context(|| format!("starting {:?}", command.get_program()))?;
        let outcome = if status.success() { Outcome::Passed } else { Outcome::Failed(status.to_string()) };
        Ok(self.end(name, start, outcome))
    }

    /// As [`Report::run`], for a command that runs tests: they are counted from what it prints.
    ///
    /// # Errors
    ///
    /// When the command cannot be started.
    pub(crate) fn count(&mut self, name: &'static str, command: &mut Command) -> Result<bool> {
        let start = begin(name);
        if io::stderr().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always");
        }
        let (status, tally) = follow(command, io::stdout(), io::stderr())?;
        self.tally += tally;
        let outcome = match tally.failed {
            _ if status.success() => Outcome::Passed,
            0 => Outcome::Failed(status.to_string()),
            failed => Outcome::Failed(format!("{failed} of {}", tally.passed + failed)),
        };
        Ok(self.end(name, start, outcome))
    }

    /// Runs a function as a step. Returns its value when it passed.
    pub(crate) fn attempt<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let start = begin(name);
        let (value, outcome) = match work() {
            Ok(value) => (Some(value), Outcome::Passed),
            Err(error) => (None, Outcome::Failed(format!("{error:#}"))),
        };
        self.end(name, start, outcome);
        value
    }

    /// Notes that a step was left out, and why.
    pub(crate) fn left_out(&mut self, name: &'static str, reason: &str) {
        self.end(name, Instant::now(), Outcome::LeftOut(reason.to_owned()));
    }

    /// Fails when no test was counted so far: a filter that fits nothing must not look like success.
    pub(crate) fn expect_tests(&mut self) {
        if self.tally == Tally::default() {
            self.left_out("tests", "there is no test of that name");
        }
    }

    /// Whether every step passed.
    pub(crate) fn passed(&self) -> bool {
        self.steps.iter().all(|step| step.outcome == Outcome::Passed)
    }

    /// Prints one line for each step, and the number of tests last.
    pub(crate) fn print(&self) {
        println!();
        for step in &self.steps {
            println!("{}", line(step));
        }
        println!("{}", self.tally);
    }

    fn end(&mut self, name: &'static str, start: Instant, outcome: Outcome) -> bool {
        let passed = outcome == Outcome::Passed;
        self.steps.push(Step { name, took: start.elapsed(), outcome });
        passed
    }
}

fn begin(name: &str) -> Instant {
    println!("\n== {name}");
    Instant::now()
}

fn line(step: &Step) -> String {
    let seconds = step.took.as_millis() / 100;
    let took = format!("{}.{} s", seconds / 10, seconds % 10);
    let outcome = match &step.outcome {
        Outcome::Passed => "ok".to_owned(),
        Outcome::Failed(why) => format!("FAILED: {why}"),
        Outcome::LeftOut(why) => format!("left out: {why}"),
    };
    format!("{:<12} {took:>9}  {outcome}", step.name)
}

/// Runs a command, passes on what it prints and counts the tests in it.
fn follow(
    command: &mut Command,
    out: impl io::Write,
    err: impl io::Write + Send + 'static,
) -> Result<(ExitStatus, Tally)> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {:?}", command.get_program()))?;
    let printed = child.stdout.take().context("the command's output")?;
    let noted = child.stderr.take().context("the command's error output")?;
    // Two pipes, two readers: with one, the command would stop at the other when it is full.
    let noted = thread::spawn(move || pass_on(noted, err));
    let mut tally = pass_on(printed, out);
    tally += noted.join().unwrap_or_default();
    Ok((child.wait()?, tally))
}

/// Passes each line on as it comes, and counts the tests in it.
fn pass_on(from: impl io::Read, mut to: impl io::Write) -> Tally {
    let mut tally = Tally::default();
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    // A pipe that breaks ends the output, not the run: the command's own exit status decides.
    while from.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        to.write_all(&line).and_then(|()| to.flush()).ok();
        tally += Tally::in_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_step_that_fails_fails_the_run_and_the_next_one_still_runs() {
        let mut report = Report::default();
        assert!(!report.run("first", &mut shell("exit 3")).unwrap());
        assert!(report.run("second", &mut shell("exit 0")).unwrap());
        assert!(!report.passed());
        assert!(line(&report.steps[0]).contains("FAILED: exit status: 3"), "{}", line(&report.steps[0]));
        assert!(line(&report.steps[1]).ends_with("ok"));
    }

    #[test]
    fn a_step_that_is_left_out_fails_the_run() {
        let mut report = Report::default();
        report.left_out("tests", "no server");
        assert!(!report.passed());
    }

    #[test]
    fn tests_are_counted_from_both_outputs() {
        let script = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; \
                      echo ' Summary [ 0.1s] 4 tests run: 3 passed, 1 failed, 0 skipped' >&2; exit 1";
        let (status, tally) = follow(&mut shell(script), io::sink(), io::sink()).unwrap();
        assert_eq!((status.code(), tally), (Some(1), Tally { passed: 5, failed: 1 }));
    }

    #[test]
    fn a_run_without_a_test_fails() {
        let mut report = Report::default();
        report.expect_tests();
        assert!(!report.passed());
    }

    #[test]
    fn a_run_with_a_test_may_pass() {
        let mut report = Report { tally: Tally { passed: 1, failed: 0 }, ..Report::default() };
        report.expect_tests();
        assert!(report.passed());
    }

    #[test]
    fn an_attempt_says_why_it_failed() {
        let mut report = Report::default();
        assert_eq!(report.attempt("server", || Ok(7)), Some(7));
        assert_eq!(report.attempt::<()>("server", || anyhow::bail!("not installed")), None);
        assert!(line(&report.steps[1]).ends_with("FAILED: not installed"));
    }
}
