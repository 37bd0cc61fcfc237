//! Counting tests from what nextest and cargo print.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// What a line of output adds: the summary of nextest, or the result of one test program. Other lines add
    /// nothing.
    pub(crate) fn in_line(line: &str) -> Self {
        let line = plain(line);
        let counts = if let Some((before, counts)) = line.split_once(" run: ") {
            if !before.trim_start().starts_with("Summary [") {
                return Self::default();
            }
            counts
        } else if let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        {
            counts
        } else {
            return Self::default();
        };
        let mut tally = Self::default();
        for part in without_brackets(counts).split([',', ';']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => tally.passed += number.parse().unwrap_or(0),
                Some((number, "failed" | "timed out" | "exec failed")) => {
                    tally.failed += number.parse().unwrap_or(0)
                }
                _ => {}
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The line without colours: an escape, `[`, and all up to a letter.
fn plain(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest));
    }
    plain
}

/// The counts without remarks such as `(2 slow, 1 flaky)`.
fn without_brackets(counts: &str) -> String {
    let mut depth = 0_usize;
    let outside = counts.chars().filter(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(line: &str) -> (u64, u64) {
        let tally = Tally::in_line(line);
        (tally.passed, tally.failed)
    }

    #[test]
    fn the_summary_of_nextest_is_counted() {
        assert_eq!(counted("     Summary [   0.004s] 3 tests run: 3 passed, 0 skipped\n"), (3, 0));
        assert_eq!(counted("     Summary [   0.004s] 1 test run: 0 passed, 1 failed, 9 skipped"), (0, 1));
        let line = "     Summary [  61.2s] 9 tests run: 5 passed (2 slow, 1 flaky), 2 failed, 1 timed out, 1 exec failed, 0 skipped";
        assert_eq!(counted(line), (5, 4));
    }

    #[test]
    fn a_summary_in_colours_is_counted() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.0s] \u{1b}[1m3\u{1b}[0m tests run: \u{1b}[1m3\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped";
        assert_eq!(counted(line), (3, 0));
    }

    #[test]
    fn the_result_of_a_test_program_is_counted() {
        let line = "test result: FAILED. 38 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(counted(line), (38, 2));
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(counted("3 tests run: 3 passed, 0 skipped"), (0, 0));
        assert_eq!(counted("test it ... ok"), (0, 0));
    }

    #[test]
    fn the_last_line_is_plain() {
        assert_eq!(Tally { passed: 12, failed: 1 }.to_string(), "12 passed, 1 failed");
    }
}
