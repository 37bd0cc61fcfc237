//! What was deleted: `/deleted_log` (fact sheet 2.10).

use crate::answer::{Moment, Problem, Resource, Rows};
use crate::request::{Caller, DEFAULT_PAGE_SIZE, Query, page};
use crate::router::path;
use app::App;
use app::deleted_log::{self, Deletion};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

pub(crate) fn routes() -> Router<App> {
    Router::new().route(path("/deleted_log.json"), get(list))
}

/// One deletion.
#[derive(Debug, Serialize)]
struct DeletionRow {
    id: i64,
    context_id: i64,
    record_id: Uuid,
    created: Moment,
}

impl Resource for DeletionRow {
    const SINGULAR: &'static str = "deletedlog";
    const PLURAL: &'static str = "deletedlog";
}

impl From<Deletion> for DeletionRow {
    fn from(deletion: Deletion) -> Self {
        let Deletion { id, context_id, record_id, created_at } = deletion;
        Self { id, context_id, record_id, created: Moment(created_at) }
    }
}

/// A page of deletions, newest first: of one context or of all, since a moment or since ever.
async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<DeletionRow>, Problem> {
    let mut fields = query.fields();
    let context = fields.integer("contextId");
    let since = fields.moment("deletedSince").unwrap_or(Timestamp::UNIX_EPOCH);
    let part = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(())?;
    let listing = deleted_log::list(&app, actor, context, since, part).await?;
    Ok(Rows { listing: listing.map(DeletionRow::from), compact })
}
