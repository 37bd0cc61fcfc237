//! The integrations log, `/integrations/log`, and the connection to QuickBooks. Ours, beside API 2.0.

mod changes;
mod choice;
mod row;
mod settings;
mod usage;

use crate::answer::{Kept, Problem, Rows, Viewed};
use crate::request::{Caller, DEFAULT_PAGE_SIZE, Query, RecordId, page};
use crate::router::path;
use app::{App, Listing};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use row::{EntryRow, FullEntryRow};
use serde_json::{Value, json};
use sync::Engine;
use sync::log::{Filter, Page, Status};

pub(crate) fn routes(engine: Engine) -> Router<App> {
    Router::new()
        .route(path("/integrations/log.json"), get(list))
        .route(path("/integrations/log/{id}.json"), get(view))
        .route(path("/integrations/log/{id}/plan.json"), get(plan))
        .route(path("/integrations/log/{id}/retry.json"), post(retry))
        .route(path("/integrations/log/{id}/push_again.json"), post(choice::push_again))
        .route(path("/integrations/log/{id}/accept.json"), post(choice::accept))
        .route(path("/integrations/log/{id}/unlink.json"), post(choice::unlink))
        .route(path("/integrations/log/{id}/recreate.json"), post(choice::recreate))
        .route(path("/integrations/quickbooks/changes.json"), post(changes::look))
        .route(path("/integrations/quickbooks/settings.json"), get(settings::view).put(settings::change))
        .route(path("/integrations/quickbooks/read_again.json"), post(settings::read_again))
        .route(path("/integrations/quickbooks/usage.json"), get(usage::view))
        .layer(Extension(engine))
}

/// A page of the log, newest first: of one status, of one record, or all.
async fn list(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<EntryRow>, Problem> {
    let mut fields = query.fields();
    let status = fields.filled("status").map(|code| (Status::from_code(&code), code));
    if let Some((None, code)) = &status {
        let known = Status::ALL.map(Status::code).join(", ");
        fields.refuse("status", "inList", format!("“{code}” is no status; write one of {known}"));
    }
    let filter = Filter { status: status.and_then(|(status, _)| status), record_id: fields.uuid("recordId") };
    let part = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(())?;
    let Page { entries, count } = engine.log(actor.company_id, filter, part.number, part.size).await?;
    let pages = count.div_euclid(part.size) + i64::from(count % part.size != 0);
    let pages = pages.max(1);
    if part.number > pages {
        return Err(app::Error::NoSuchPage { page: part.number, pages }.into());
    }
    let rows = entries.into_iter().map(EntryRow::from).collect();
    Ok(Rows { listing: Listing { rows, count, page: part.number, pages }, compact })
}

/// One entry with its attempts.
async fn view(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<FullEntryRow>, Problem> {
    let entry = engine.log_entry(actor.company_id, id).await?;
    let attempts = engine.attempts(actor.company_id, id).await?;
    let choices = engine.choices(actor.company_id, &entry).await?;
    Ok(Viewed(FullEntryRow::new(entry, choices, attempts)))
}

/// What QuickBooks would be told about the entry's record now. Nothing is kept, and no call is made.
async fn plan(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Json<Value>, Problem> {
    let plan = engine.plan_of(actor.company_id, id).await?;
    Ok(Json(json!({ "plan": plan })))
}

/// Puts a failed entry back into the queue, or looks at a waiting one at once.
async fn retry(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Kept<EntryRow>, Problem> {
    Ok(Kept(engine.retry(actor.company_id, id).await?.into()))
}
