//! Categories of items: `/categories` (fact sheet 2.6), with their custom fields, which are ours.

mod input;
mod row;

pub(crate) use row::CustomFieldRow;

use row::CategoryRow;

use crate::answer::{Gone, Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, Query, RecordId, page};
use crate::router::path;
use app::{App, categories};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::category::Category;

/// Rows on a page when a client doesn't say: a shop plug-in reads only the first page and drops the rest
/// (fact sheet 3.1).
const DEFAULT_PAGE_SIZE: i64 = 200;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/categories.json"), get(list).post(create))
        .route(path("/categories/{id}.json"), get(view).put(edit).delete(delete))
}

/// A page of categories, by weight.
async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<CategoryRow>, Problem> {
    let mut fields = query.fields();
    let part = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(())?;
    let listing = categories::list(&app, actor, part).await?;
    let ids: Vec<_> = listing.rows.iter().map(|category| category.id).collect();
    let counts = categories::item_counts(&app, actor, &ids).await?;
    let listing = listing.map(|category| CategoryRow::of(&category, actor, counts.of(category.id)));
    Ok(Rows { listing, compact })
}

/// One category.
async fn view(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<CategoryRow>, Problem> {
    let category = categories::get(&app, actor, id).await?;
    let counts = categories::item_counts(&app, actor, &[id]).await?;
    Ok(Viewed(CategoryRow::of(&category, actor, counts.of(id))))
}

/// A new category. `name` is required.
async fn create(
    State(app): State<App>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<CategoryRow>, Problem> {
    let input = input::read(&body.members::<CategoryRow>()?, None)?;
    let category = app.run(actor, categories::Create { input }).await?;
    Ok(Kept(CategoryRow::of(&category, actor, 0)))
}

/// Changes what is given and leaves the rest. A given `custom_fields` is all fields that the category is to
/// have.
async fn edit(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<CategoryRow>, Problem> {
    let members = body.members::<CategoryRow>()?;
    let edit = |category: &Category| input::read(&members, Some(category));
    let category = app.run(actor, categories::Edit { id, edit }).await?;
    let counts = categories::item_counts(&app, actor, &[id]).await?;
    Ok(Kept(CategoryRow::of(&category, actor, counts.of(id))))
}

/// Deletes a category that has no items.
async fn delete(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, categories::Delete { id }).await?;
    Ok(Gone)
}
