//! The dictionary of refusals: each code that has a meaning of its own, for each verb, and all others.

use insta::assert_snapshot;
use planner::fault::{Class, Meaning, ROWS, WITHOUT_ROW, is_at_the_door, meaning, naming};
use planner::{Code, Verb};
use quickbooks::{Fault, FaultError};
use std::collections::BTreeSet;

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
        Meaning::Problem(problem) | Meaning::Taken(problem) => problem.text,
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
fn a_name_or_number_that_is_taken_is_told_from_other_problems_where_it_is_written() {
    for (code, problem) in [("6240", Code::NameTaken), ("6140", Code::NumberTaken)] {
        for verb in [Verb::Create, Verb::Update] {
            assert!(matches!(of(Some(verb), code), Meaning::Taken(told) if told.code == problem), "{code}");
        }
        means(code, problem, &[Verb::Create, Verb::Update]);
    }
}

#[test]
fn each_other_code_of_the_dictionary_has_its_class_and_problem() {
    for row in ROWS
        .iter()
        .filter(|row| row.detail.is_empty() && !["610", "2500", "6140", "6240"].contains(&row.code))
    {
        match row.class {
            Class::Person | Class::AtTheDoor => means(row.code, row.problem, &[]),
            Class::Wait => {
                let meaning = of(Some(Verb::Create), row.code);
                assert!(matches!(&meaning, Meaning::Later(why) if why.contains(row.what)), "{meaning:?}");
            }
            Class::LoginLost => {
                assert!(
                    matches!(of(Some(Verb::Create), row.code), Meaning::LoginLost(why) if why.contains(row.what)),
                    "{}",
                    row.code
                );
            }
            Class::Retryable => assert_eq!(of(Some(Verb::Create), row.code), Meaning::Again, "{}", row.code),
        }
    }
}

#[test]
fn a_business_rule_is_told_by_its_words() {
    for row in ROWS.iter().filter(|row| !row.detail.is_empty()) {
        let words = format!("Business Validation Error: … {} …", row.detail);
        let meaning = meaning(Some(Verb::Create), TITLE, Some(&fault(&[(row.code, "", &words)])));
        assert!(matches!(&meaning, Meaning::Problem(problem) if problem.code == row.problem), "{meaning:?}");
    }
}

/// The codes of fact sheet 6.3.
const LISTED: &str = "0 100 110 120 130 140 150 500 600 610 620 630 700 900 800 1000 1010 1020 1040 1050 2000 2010 2020 2030 2040 \
    2050 2060 2070 2080 2090 2100 2110 2120 2130 2140 2150 2160 2170 2180 2190 2240 2200 2210 2220 2230 2250 2260 2270 2280 2290 \
    2300 2500 2600 3000 3001 3100 3200 3202 4000 4001 4002 5000 5010 5020 5030 6000 6010 6020 6030 6040 6041 6050 6070 6080 6090 \
    6100 6110 6120 6460 6130 6140 6150 6160 6230 6170 6180 6190 6200 6210 6220 6240 6250 6270 6280 6310 6320 6400 6420 6430 6440 \
    6450 6470 6480 6520 6530 6540 10000 10100 10200";

#[test]
fn every_listed_code_has_a_row_or_a_reason_why_it_has_none_and_no_other_code_has() {
    let listed: BTreeSet<&str> = LISTED.split_whitespace().collect();
    let rows: BTreeSet<&str> = ROWS.iter().map(|row| row.code).collect();
    let without: BTreeSet<&str> = WITHOUT_ROW.iter().map(|(code, _)| *code).collect();
    assert!(rows.is_disjoint(&without));
    assert_eq!(rows.union(&without).copied().collect::<BTreeSet<_>>(), listed);
    assert!(WITHOUT_ROW.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn an_id_in_a_fault_is_told_by_our_name_and_an_inactive_one_by_all_that_it_may_be() {
    let refers = [("58", "Acme"), ("7", "the item “Inventory Item”")];
    let told = |words: &str| {
        let fault = fault(&[("2500", "", words)]);
        let Meaning::Problem(problem) = meaning(Some(Verb::Create), TITLE, Some(&fault)) else {
            panic!("no problem")
        };
        naming(problem, Some(&fault), &refers).text
    };
    assert!(told("Invalid Reference Id : Names element id 58 not found").ends_with(". Here 58 is Acme"));
    assert!(told("Something … made inactive.").ends_with(". It refers to Acme, the item “Inventory Item”"));
    assert!(!told("Names element id 9 not found").contains("Here"));
}

#[test]
fn a_code_without_a_row_is_refused_in_quickbooks_words() {
    for code in ["6000", "700", "", "no number"] {
        means(code, Code::Refused, &[]);
    }
}

#[test]
fn every_problem_says_what_happened_and_what_to_do() {
    let codes = ["610", "2500", "6240", "6140", "6540", "6200", "5020", "6000"];
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
fn only_a_refusal_of_the_request_itself_tells_that_nothing_was_done() {
    let told = |status, code: &str| is_at_the_door(Some(status), Some(&fault(&[(code, "", "")])));
    for (status, code) in
        [(400, "6140"), (400, "2500"), (400, "6000"), (400, "5010"), (400, "2020"), (200, "610")]
    {
        assert!(!told(status, code), "{status} {code}");
    }
    for (status, code) in
        [(403, "3100"), (400, "6190"), (400, "5020"), (400, "5030"), (404, "610"), (200, "6190")]
    {
        assert!(told(status, code), "{status} {code}");
    }
    assert!(is_at_the_door(Some(400), None) && is_at_the_door(Some(413), None));
}
