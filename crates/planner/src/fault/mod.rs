//! The dictionary of QuickBooks' refusals: code → what happened in plain words → what to do (fact sheet 6.3).

mod dictionary;

pub use dictionary::{Class, ROWS, Row, WITHOUT_ROW, row};

use crate::{Code, Problem, Verb};
use quickbooks::Fault;

/// What a definite refusal means for the step that met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// What should go is gone already: as good as done.
    AlreadyGone,
    /// The entity has changed since it was last seen: read it and write again.
    Stale,
    /// Someone else has its name or number; the problem when nothing can be done about that.
    Taken(Problem),
    /// It may go better when the same request is made again.
    Again,
    /// It goes once QuickBooks is ready again, for this reason.
    Later(String),
    /// Nothing goes until somebody connects again, for this reason.
    LoginLost(String),
    /// It stays as it is until somebody does something.
    Problem(Problem),
}

/// What `fault`, met while doing `verb` to the record that a person calls `title`, means.
pub fn meaning(verb: Option<Verb>, title: &str, fault: Option<&Fault>) -> Meaning {
    let Some(error) = fault.and_then(|fault| fault.errors.first()) else {
        let text = format!(
            "QuickBooks refused {title} without giving a reason. Retry it; if it fails again, ask Intuit's support"
        );
        return Meaning::Problem(Problem::new(Code::Refused, text));
    };
    let removing = matches!(verb, Some(Verb::Delete | Verb::Void));
    match error.code.as_str() {
        "610" if removing => Meaning::AlreadyGone,
        "5010" => Meaning::Stale,
        code => match classified(code, title, fault, &error.detail) {
            Meaning::Problem(problem) if is_taken(code, verb) => Meaning::Taken(problem),
            meaning => meaning,
        },
    }
}

/// Whether `fault`, which came with this HTTP status, was given at the door, before anybody looked at the request itself:
/// the app, the subscription or the edition is refused (fact sheet 6.3), or no fault of QuickBooks came at all. What
/// became of an earlier try of the same request, it does not tell.
pub fn is_at_the_door(http_status: Option<u16>, fault: Option<&Fault>) -> bool {
    // Items of a batch are refused under the status of the batch, 200 (fact sheet 4.1).
    let is_looked_at = matches!(http_status, Some(200 | 400));
    let code = fault.and_then(Fault::code);
    let is_waved_off =
        |code| row(code, "").is_some_and(|row| !matches!(row.class, Class::Retryable | Class::Person));
    !is_looked_at || code.is_none_or(is_waved_off)
}

/// The problem that stands for a creation of which QuickBooks never told the outcome, and which a search did not settle:
/// any of `candidates`, as a person calls them, may be it.
pub fn outcome_unclear(title: &str, candidates: &[String]) -> Problem {
    let found = match candidates {
        [] => "A search found too many entries of those days to tell whether it is among them".to_owned(),
        several => format!("A search found several that may be it: {}", several.join(", ")),
    };
    let text = format!(
        "{title} was sent to QuickBooks, which never told whether it was entered. {found}. So that it is not entered twice, \
         it is not sent again. In QuickBooks, delete what was entered twice (or {title} itself, if in doubt), then retry"
    );
    Problem::new(Code::OutcomeUnclear, text)
}

/// The problem that stands for a second contact of the same name and kind here: QuickBooks has room for one.
pub fn namesake(name: &str) -> Problem {
    let text = format!(
        "Another contact here is called “{name}” too and is linked to the one in QuickBooks, where names are unique. \
         Change one of the two names, then retry"
    );
    Problem::new(Code::NameTaken, text)
}

/// Whether the name (6240) or the number (6140) of what is written belongs to someone else.
fn is_taken(code: &str, verb: Option<Verb>) -> bool {
    matches!(code, "6140" | "6240") && matches!(verb, Some(Verb::Create | Verb::Update))
}

fn classified(code: &str, title: &str, fault: Option<&Fault>, words: &str) -> Meaning {
    let row = row(code, words);
    let what = row.map_or("see what it says at the end. Mend that, then retry", |row| row.what);
    let text = format!("QuickBooks refused {title}: {what}. QuickBooks says: {}", detail(fault));
    match row.map(|row| row.class) {
        Some(Class::Retryable) => Meaning::Again,
        Some(Class::Wait) => Meaning::Later(text),
        Some(Class::LoginLost) => Meaning::LoginLost(text),
        Some(Class::Person | Class::AtTheDoor) | None => {
            Meaning::Problem(Problem::new(row.map_or(Code::Refused, |row| row.problem), text))
        }
    }
}

/// `problem`, with our names for what the fault calls by an id. `refers` are the records that were referred to: their ids
/// in QuickBooks and how a person calls them.
pub fn naming(mut problem: Problem, fault: Option<&Fault>, refers: &[(&str, &str)]) -> Problem {
    let words =
        fault.and_then(|fault| fault.errors.first()).map(|error| error.detail.as_str()).unwrap_or_default();
    let mentioned = words.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    for id in mentioned {
        for (_, name) in refers.iter().filter(|(known, _)| *known == id) {
            problem.text.push_str(&format!(". Here {id} is {name}"));
        }
    }
    if problem.code == Code::RemoteGone && !problem.text.contains(". Here ") && !refers.is_empty() {
        let names: Vec<&str> = refers.iter().map(|(_, name)| *name).collect();
        problem.text.push_str(&format!(". It refers to {}", names.join(", ")));
    }
    problem
}

fn detail(fault: Option<&Fault>) -> String {
    let errors = fault.map(|fault| fault.errors.as_slice()).unwrap_or_default();
    let told = errors.iter().map(|error| {
        let text = if error.detail.is_empty() { &error.message } else { &error.detail };
        format!("{text} ({})", error.code)
    });
    told.collect::<Vec<_>>().join("; ")
}
