//! The dictionary of refusals: each code that has a meaning of its own, for each verb, and all others.

use insta::assert_snapshot;
use planner::fault::{Meaning, is_at_the_door, meaning, name_taken};
use planner::{Code, Verb};
use quickbooks::{Fault, FaultError};

const TITLE: &str = "Invoice 1042";

fn fault(errors: &[(&str, &str, &str)]) -> Fault {
    let error = |&(code, message, detail): &(&str, &str, &str)| FaultError {
        code: code.to_owned(),
        message: message.to_owned(),
        detail: detail.to_owned(),
        element: String::new(),
    };
    Fault { kind: "ValidationFault".to_owned(), errors: errors.iter().map(error).collect() }
}

fn of(verb: Option<Verb>, code: &str) -> Meaning {
    meaning(verb, TITLE, Some(&fault(&[(code, "General words", "Words of this case")])))
}

fn verbs() -> impl Iterator<Item = Option<Verb>> {
    Verb::ALL.into_iter().map(Some).chain([None])
}

fn text(meaning: Meaning) -> String {
    match meaning {
        Meaning::Problem(problem) => problem.text,
        meaning => panic!("no problem: {meaning:?}"),
    }
}

/// Whether `code` means this problem, whatever was done, but for the verbs `but`.
fn means(code: &str, expected: Code, but: &[Verb]) {
    for verb in verbs().filter(|verb| verb.is_none_or(|verb| !but.contains(&verb))) {
        match of(verb, code) {
            Meaning::Problem(problem) => {
                assert_eq!(problem.code, expected, "{code} at {verb:?}");
                let words = format!("QuickBooks says: Words of this case ({code})");
                assert!(problem.text.starts_with("QuickBooks refused Invoice 1042"), "{problem}");
                assert!(problem.text.ends_with(&words), "{problem}");
            }
            meaning => panic!("{code} at {verb:?}: {meaning:?}"),
        }
    }
}

#[test]
fn what_has_to_go_and_is_gone_is_as_good_as_done() {
    for verb in [Verb::Delete, Verb::Void] {
        assert_eq!(of(Some(verb), "610"), Meaning::AlreadyGone);
    }
    means("610", Code::RemoteGone, &[Verb::Delete, Verb::Void]);
    means("2500", Code::RemoteGone, &[]);
}

#[test]
fn an_old_version_is_read_again_whatever_was_done() {
    assert!(verbs().all(|verb| of(verb, "5010") == Meaning::Stale));
}

#[test]
fn a_name_that_is_taken_at_a_creation_is_looked_for_again() {
    assert_eq!(of(Some(Verb::Create), "6240"), Meaning::NameTaken);
    means("6240", Code::NameTaken, &[Verb::Create]);
}

#[test]
fn each_other_code_of_the_dictionary_has_its_problem() {
    for (code, expected) in [
        ("6140", Code::NumberTaken),
        ("6540", Code::Deposited),
        ("6190", Code::SubscriptionEnded),
        ("6200", Code::PeriodClosed),
        ("6210", Code::PeriodClosed),
        ("5020", Code::FeatureMissing),
        ("5030", Code::FeatureMissing),
    ] {
        means(code, expected, &[]);
    }
}

#[test]
fn a_code_without_a_row_is_refused_in_quickbooks_words() {
    for code in ["6000", "2050", "620", "", "no number"] {
        means(code, Code::Refused, &[]);
    }
}

#[test]
fn every_problem_says_what_happened_and_what_to_do() {
    let codes = ["610", "2500", "6240", "6140", "6540", "6190", "6200", "5020", "6000"];
    let told: Vec<String> = codes.iter().map(|code| text(of(Some(Verb::Update), code))).collect();
    assert_snapshot!(told.join("\n"));
}

#[test]
fn all_errors_are_told_and_the_first_decides() {
    let both = fault(&[("6140", "Duplicate Document Number Error", ""), ("6000", "", "Something else")]);
    let text = text(meaning(Some(Verb::Create), TITLE, Some(&both)));
    assert!(
        text.ends_with("QuickBooks says: Duplicate Document Number Error (6140); Something else (6000)"),
        "{text}"
    );
    assert!(text.contains("its number is used"), "{text}");
}

#[test]
fn a_refusal_without_a_reason_is_told_as_such() {
    let Meaning::Problem(problem) = meaning(Some(Verb::Create), TITLE, None) else { panic!("no problem") };
    assert_eq!(problem.code, Code::Refused);
    assert_snapshot!(problem.text, @"QuickBooks refused Invoice 1042 without giving a reason. Retry it; if it fails again, ask Intuit's support");
    assert_eq!(meaning(None, TITLE, Some(&Fault::default())), Meaning::Problem(problem));
}

#[test]
fn a_taken_name_is_named() {
    let problem = name_taken("Acme");
    assert_eq!(problem.code, Code::NameTaken);
    assert_snapshot!(problem.text, @"Someone else in QuickBooks (a customer, supplier or employee) is called “Acme”, and names are unique there. Change one of the two names, then retry");
}

#[test]
fn only_a_refusal_of_the_request_itself_tells_that_nothing_was_done() {
    let told = |status, code: &str| is_at_the_door(Some(status), Some(&fault(&[(code, "", "")])));
    for (status, code) in [(400, "6140"), (400, "2500"), (400, "6000"), (400, "5010"), (400, "2020")] {
        assert!(!told(status, code), "{status} {code}");
    }
    for (status, code) in [(403, "3100"), (400, "6190"), (400, "5020"), (400, "5030"), (404, "610")] {
        assert!(told(status, code), "{status} {code}");
    }
    assert!(is_at_the_door(Some(400), None) && is_at_the_door(Some(413), None));
}
