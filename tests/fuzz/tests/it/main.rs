//! A short run, with each test run.
#![cfg(test)]

use fuzz::{Plan, run};

/// Inputs that take a few seconds without optimisation.
const INPUTS: u64 = 4_000;

#[test]
fn bad_input_is_answered_without_panic_and_without_5xx() {
    let report = run(Plan { inputs: INPUTS, seed: 20_260_302, block: None }, |_| {}).unwrap();
    assert!(report.failures.is_empty(), "{report}");
    assert_eq!(report.inputs, INPUTS);
    // Inputs that all fail at the door would show nothing.
    assert!(report.accepted * 10 > INPUTS, "{report}");
    assert!(report.refused * 10 > INPUTS, "{report}");
}

#[test]
fn a_block_is_the_same_each_time() {
    let plan = Plan { inputs: 300, seed: 5, block: Some(3) };
    let (first, second) = (run(plan, |_| {}).unwrap(), run(plan, |_| {}).unwrap());
    assert_eq!(
        (first.inputs, first.accepted, first.refused),
        (second.inputs, second.accepted, second.refused)
    );
}
