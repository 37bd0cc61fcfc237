//! One entry with the calls that were made for it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use sync::Attempt;
use sync::Engine;
use sync::log::Entry;
use uuid::Uuid;

use super::PATH;
use super::choice::{self, Offer};
use super::row::Row;
use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::id::Id;
use crate::moment::Moment;
use crate::sentence::capitalised;
use crate::session::SignedIn;

#[derive(Template)]
#[template(path = "log/entry.html")]
struct EntryPage {
    chrome: Chrome,
    row: Row,
    started_at: Option<Moment>,
    finished_at: Option<Moment>,
    record_address: String,
    plan_address: String,
    chosen: Option<String>,
    quickbooks_number: Option<String>,
    offers: Vec<Offer>,
    calls: Vec<Call>,
}

/// One call as the page shows it.
struct Call {
    verb: String,
    outcome: Outcome,
    line: String,
    request_id: Option<String>,
    http_status: Option<i64>,
    fault_code: Option<String>,
    intuit_tid: Option<String>,
    sent: Option<String>,
    answer: Option<String>,
    started_at: Moment,
    finished_at: Option<Moment>,
}

/// What came of a call, in words and a colour.
struct Outcome {
    words: String,
    class: &'static str,
}

/// The entry's page.
pub(super) async fn show(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
) -> Result<Html<String>, Error> {
    let company_id = signed_in.company_id();
    let entry = engine.log_entry(company_id, id).await?;
    let calls = engine.attempts(company_id, id).await?.into_iter().map(Call::of).collect();
    let choices = engine.choices(company_id, &entry).await?;
    let offers = choices.into_iter().map(|choice| Offer::of(id, choice)).collect();
    let number = engine.remote_numbers(company_id, &[entry.record.id]).await?.remove(&entry.record.id);
    chrome::page(&EntryPage::new(Chrome::of(&signed_in, Place::Log), entry, number, offers, calls))
}

impl EntryPage {
    fn new(
        chrome: Chrome,
        entry: Entry,
        quickbooks_number: Option<String>,
        offers: Vec<Offer>,
        calls: Vec<Call>,
    ) -> Self {
        Self {
            chrome,
            started_at: entry.started_at.map(Moment),
            finished_at: entry.finished_at.map(Moment),
            record_address: record_address(entry.record.id),
            plan_address: format!("{PATH}/{}/plan", entry.id),
            chosen: entry.chosen.as_ref().map(choice::told),
            quickbooks_number,
            offers,
            row: Row::of(entry),
            calls,
        }
    }
}

/// Where the other entries of a record are.
fn record_address(id: Uuid) -> String {
    format!("{PATH}?record={id}")
}

impl Call {
    fn of(attempt: Attempt) -> Self {
        // What was sent is wrapped in what our client needs to send it again; readers want QuickBooks' part.
        let body = attempt.write.map(|mut write| match write.get_mut("body") {
            Some(body) => body.take(),
            None => write,
        });
        Self {
            outcome: outcome(&attempt.outcome),
            line: format!("{} {}", attempt.method, attempt.path),
            sent: body.map(|body| format!("{body:#}")),
            answer: attempt.answer.filter(|answer| !answer.is_empty()).map(pretty),
            verb: capitalised(&attempt.verb),
            request_id: attempt.request_id,
            http_status: attempt.http_status,
            fault_code: attempt.fault_code,
            intuit_tid: attempt.intuit_tid,
            started_at: Moment(attempt.started_at),
            finished_at: attempt.finished_at.map(Moment),
        }
    }
}

/// JSON with a member a line; any other text, also JSON that was cut, as it is.
fn pretty(text: String) -> String {
    serde_json::from_str::<serde_json::Value>(&text).map_or(text, |value| format!("{value:#}"))
}

fn outcome(code: &str) -> Outcome {
    let (words, class) = match code {
        "pending" => ("No answer yet", "busy"),
        "done" => ("Done", "good"),
        "refused" => ("Refused", "bad"),
        "unknown" => ("Outcome not known; to be repeated or searched for", "wait"),
        "not_sent" => ("Not sent: QuickBooks could not be reached", "wait"),
        "throttled" => ("Not taken: too many calls at once", "wait"),
        "unauthorized" => ("Not taken: the login was not accepted", "wait"),
        other => (other, "idle"),
    };
    Outcome { words: words.to_owned(), class }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_gets_a_line_for_each_member_and_other_text_stays() {
        assert_eq!(pretty(r#"{"a":1}"#.to_owned()), "{\n  \"a\": 1\n}");
        assert_eq!(pretty(r#"{"a":1, cut"#.to_owned()), r#"{"a":1, cut"#);
    }
}
