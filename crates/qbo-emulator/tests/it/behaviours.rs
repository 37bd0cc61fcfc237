//! The list of behaviours and the tests, kept in step.

use std::collections::BTreeSet;
use std::path::Path;

/// Modules without rules of their own.
const NO_TOPICS: [&str; 3] = ["main", "stage", "behaviours"];

/// Every test of this folder, as `module::name`.
fn tests() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut tests = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if NO_TOPICS.contains(&module.as_str()) {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        for pair in lines.windows(2).filter(|pair| matches!(pair[0], "#[test]" | "#[tokio::test]")) {
            let name = pair[1].trim_start_matches("async ").trim_start_matches("fn ");
            tests.insert(format!("{module}::{}", name.split('(').next().unwrap()));
        }
    }
    tests
}

/// The last column of every row of the tables in the list.
fn listed() -> (BTreeSet<String>, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/emulator/behaviours.md");
    let list = std::fs::read_to_string(path).unwrap();
    let rows = list.lines().filter(|line| line.starts_with('|') && line.contains("::"));
    let mut listed = BTreeSet::new();
    let mut odd = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, source, tests] = cells[..] else {
            odd.push(row.to_owned());
            continue;
        };
        if !["documented", "observed", "assumed", "ours"].iter().any(|word| source.contains(word)) {
            odd.push(row.to_owned());
        }
        listed.extend(tests.split("<br>").map(|test| test.trim().trim_matches('`').to_owned()));
    }
    (listed, odd)
}

#[test]
fn every_test_is_listed_and_every_listed_test_exists() {
    let (listed, odd) = listed();
    assert!(odd.is_empty(), "rows without three cells or without a source: {odd:#?}");
    let tests = tests();
    let missing: Vec<_> = tests.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&tests).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not listed: {missing:#?}\nlisted, not there: {gone:#?}");
}
