//! What would be done about the record of an entry now.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use sync::{Engine, Plan, PlannedEnding, PlannedStep};

use super::PATH;
use super::badge::Badge;
use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::id::Id;
use crate::sentence::{capitalised, sentence};
use crate::session::SignedIn;

#[derive(Template)]
#[template(path = "log/plan.html")]
struct PlanPage {
    chrome: Chrome,
    title: String,
    entry_address: String,
    steps: Vec<Step>,
    endings: Vec<Ending>,
    is_whole: bool,
}

/// One call that would be made, as the page shows it.
struct Step {
    verb: String,
    title: String,
    line: String,
    supposed: Option<String>,
    body: Option<String>,
}

/// How it would end for a record, as the page shows it.
struct Ending {
    title: String,
    badge: Badge,
    reason: Option<String>,
    code: Option<&'static str>,
}

/// The plan's page.
pub(super) async fn show(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
) -> Result<Html<String>, Error> {
    let company_id = signed_in.company_id();
    let entry = engine.log_entry(company_id, id).await?;
    let Plan { steps, endings, is_whole } = engine.plan_of(company_id, id).await?;
    chrome::page(&PlanPage {
        chrome: Chrome::of(&signed_in, Place::Log),
        title: entry.title,
        entry_address: format!("{PATH}/{id}"),
        steps: steps.into_iter().map(Step::of).collect(),
        endings: endings.into_iter().map(Ending::of).collect(),
        is_whole,
    })
}

impl Step {
    fn of(step: PlannedStep) -> Self {
        Self {
            verb: capitalised(step.verb),
            title: step.record.title,
            line: format!("{} {}", step.method, step.path),
            supposed: step.supposed.map(sentence),
            body: step.body.map(|body| format!("{body:#}")),
        }
    }
}

impl Ending {
    fn of(ending: PlannedEnding) -> Self {
        Self {
            title: ending.record.title,
            badge: Badge::planned(ending.status),
            reason: ending.reason.as_deref().map(sentence),
            code: ending.code,
        }
    }
}
