//! Time, ids and randomness come from crate `clock`.
//!
//! Code that asks the machine what time it is can't be stepped, and code that draws its own random bytes can't be
//! replayed from a seed. So only `clock` does, and the tools around the program: the test kit, the tests, xtask.

use crate::{File, Problem, RustText};

/// What nothing else may call, and what to use instead.
pub const DIRECT_CALLS: [(&str, &str); 17] = [
    ("SystemTime::now", "clock::Clock::now"),
    ("Instant::now", "clock::Clock::now"),
    ("Timestamp::now", "clock::Clock::now"),
    ("Zoned::now", "clock::Clock::now"),
    ("Utc::now", "clock::Clock::now"),
    ("time::sleep", "clock::Clock::sleep"),
    ("time::{sleep", "clock::Clock::sleep"),
    ("thread::sleep", "clock::Clock::sleep"),
    ("time::interval", "clock::Clock::sleep"),
    ("rand::random", "clock::Randomness"),
    ("rand::rng", "clock::Randomness"),
    ("thread_rng", "clock::Randomness"),
    ("getrandom::", "clock::Randomness"),
    ("OsRng", "clock::Randomness"),
    ("Uuid::new_v4", "clock::Ids"),
    ("Uuid::now_v7", "clock::Ids"),
    ("Uuid::now_v6", "clock::Ids"),
];

/// Where the real thing may be used.
const EXEMPT_FOLDERS: [&str; 4] = ["crates/clock/", "crates/testkit/", "xtask/", "tests/"];

/// Refuses each call of [`DIRECT_CALLS`] in code that is shipped.
pub fn check(file: &File) -> Vec<Problem> {
    if !file.has_extension("rs") || is_exempt(&file.path) {
        return Vec::new();
    }
    let text = RustText::new(&file.text);
    let problems = text.shipped_code().filter_map(|(number, line)| {
        let (call, instead) = DIRECT_CALLS.into_iter().find(|(call, _)| line.contains(call))?;
        Some(Problem::line(
            &file.path,
            number,
            format!("`{call}` outside `clock`: take a `{instead}` instead"),
        ))
    });
    problems.collect()
}

fn is_exempt(path: &str) -> bool {
    EXEMPT_FOLDERS.iter().any(|folder| path.starts_with(folder))
        || path.contains("/tests/")
        || path.contains("/benches/")
        || path.ends_with("/tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&File::new(path, text)).into_iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn a_direct_call_is_refused() {
        assert_eq!(lines("crates/sync/src/queue.rs", "fn f() {\n    let t = Timestamp::now();\n}"), [2]);
        assert_eq!(lines("crates/sync/src/queue.rs", "use tokio::time::{sleep, timeout};"), [1]);
        assert_eq!(lines("crates/app/src/a.rs", "let id = uuid::Uuid::now_v7();"), [1]);
    }

    #[test]
    fn the_clock_the_test_kit_the_tools_and_tests_may() {
        for path in ["crates/clock/src/system.rs", "crates/testkit/src/a.rs", "xtask/src/main.rs"] {
            assert_eq!(lines(path, "SystemTime::now()"), []);
        }
        assert_eq!(lines("crates/db/tests/it/queue.rs", "Instant::now()"), []);
        assert_eq!(lines("crates/db/src/a.rs", "#[cfg(test)]\nmod tests {\n    f(Instant::now());\n}"), []);
    }

    #[test]
    fn a_sentence_about_it_is_accepted() {
        assert_eq!(lines("crates/db/src/a.rs", "/// Never `SystemTime::now`.\nlet a = \"OsRng\";"), []);
    }
}
