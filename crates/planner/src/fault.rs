//! The dictionary of QuickBooks' refusals: code → what happened in plain words → what to do (fact sheet 6.3).

use crate::{Code, Problem, Verb};
use quickbooks::Fault;

/// What a definite refusal means for the step that met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// What should go is gone already: as good as done.
    AlreadyGone,
    /// The entity has changed since it was last seen: read it and write again.
    Stale,
    /// Somebody has this name since we looked: look again.
    NameTaken,
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
        "6240" if verb == Some(Verb::Create) => Meaning::NameTaken,
        code => Meaning::Problem(problem(code, title, &detail(fault))),
    }
}

/// Whether `fault`, which came with this HTTP status, was given at the door, before anybody looked at the request itself:
/// the app, the subscription or the edition is refused (fact sheet 6.3), or no fault of QuickBooks came at all. What
/// became of an earlier try of the same request, it does not tell.
pub fn is_at_the_door(http_status: Option<u16>, fault: Option<&Fault>) -> bool {
    const LOOKED_AT: Option<u16> = Some(400);
    let code = fault.and_then(Fault::code);
    http_status != LOOKED_AT || matches!(code, None | Some("3100" | "5020" | "5030" | "6190"))
}

/// The problem that stands for a name which another kind of contact holds.
pub fn name_taken(name: &str) -> Problem {
    let text = format!(
        "Someone else in QuickBooks (a customer, supplier or employee) is called “{name}”, and names are unique there. \
         Change one of the two names, then retry"
    );
    Problem::new(Code::NameTaken, text)
}

/// The problem that stands for a creation of which QuickBooks never told the outcome, and which is too old to ask again.
pub fn never_told(title: &str) -> Problem {
    let text = format!(
        "{title} was sent to QuickBooks, which never told whether it was entered and remembers requests for a day only. \
         So that it is not entered twice, it is not sent again. Look for it in QuickBooks: if it is there, leave it; \
         if it is not, delete it here and enter it anew"
    );
    Problem::new(Code::ServiceError, text)
}

/// The problem that stands for a second contact of the same name and kind here: QuickBooks has room for one.
pub fn namesake(name: &str) -> Problem {
    let text = format!(
        "Another contact here is called “{name}” too and is linked to the one in QuickBooks, where names are unique. \
         Change one of the two names, then retry"
    );
    Problem::new(Code::NameTaken, text)
}

fn problem(code: &str, title: &str, detail: &str) -> Problem {
    let (kind, what) = match code {
        "6240" => (
            Code::NameTaken,
            "its name is used by another customer, supplier or employee there. Change one of the two names, then retry",
        ),
        "6140" => (
            Code::NumberTaken,
            "its number is used by another document there. Change that document's number in QuickBooks, then retry",
        ),
        "610" | "2500" => (
            Code::RemoteGone,
            "it, or something it refers to, was deleted or made inactive there. Make that active again, then retry",
        ),
        "6540" => (
            Code::Deposited,
            "the payment is part of a bank deposit there. Take it off the deposit in QuickBooks, then retry",
        ),
        "6190" => (Code::SubscriptionEnded, "the QuickBooks subscription has ended. Renew it, then retry"),
        "6200" | "6210" => (
            Code::PeriodClosed,
            "its date is in a period that was closed there. Change the closing date in QuickBooks or the date here, then retry",
        ),
        "5020" | "5030" => (
            Code::FeatureMissing,
            "this edition of QuickBooks does not have what it needs. Upgrade QuickBooks, then retry",
        ),
        _ => (Code::Refused, "see what it says at the end. Mend that, then retry"),
    };
    Problem::new(kind, format!("QuickBooks refused {title}: {what}. QuickBooks says: {detail}"))
}

fn detail(fault: Option<&Fault>) -> String {
    let errors = fault.map(|fault| fault.errors.as_slice()).unwrap_or_default();
    let told = errors.iter().map(|error| {
        let text = if error.detail.is_empty() { &error.message } else { &error.detail };
        format!("{text} ({})", error.code)
    });
    told.collect::<Vec<_>>().join("; ")
}
