//! Inventory items: `/items` (fact sheet 2.4). Writing variations is ours.

mod input;
mod row;
mod variation_row;

use crate::answer::{Gone, Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, Query, RecordId};
use crate::router::path;
use app::{Actor, App, Saved, items};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::item::Item;
use row::ItemRow;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/items.json"), get(list).post(create))
        .route(path("/items/{id}.json"), get(view).put(edit).delete(delete))
}

/// A page of items, with all that the view of one has.
async fn list(State(app): State<App>, Caller(actor): Caller, query: Query) -> Result<Rows<ItemRow>, Problem> {
    let wanted = input::wanted(&query)?;
    let listing = items::list(&app, actor, &wanted.filter, wanted.order, wanted.page).await?;
    let around = items::surroundings(&app, actor, &listing.rows).await?;
    let listing = listing.map(|item| ItemRow::of(&item, actor, &around));
    Ok(Rows { listing, compact: wanted.compact })
}

/// One item.
async fn view(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<ItemRow>, Problem> {
    let item = items::get(&app, actor, id).await?;
    Ok(Viewed(row(&app, actor, item).await?))
}

/// A new item. `name` and `category_id` are required.
async fn create(State(app): State<App>, Caller(actor): Caller, body: Body) -> Result<Kept<ItemRow>, Problem> {
    let input = input::new(&body.members::<ItemRow>()?)?;
    let item = app.run(actor, items::Create { input }).await?;
    Ok(Kept(row(&app, actor, item).await?))
}

/// Changes what is given and leaves the rest. A given `item_variations` is all that the item is to have;
/// values in `item_details` go over those that are there. A body that was read from the view may come back
/// whole.
async fn edit(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<ItemRow>, Problem> {
    let members = body.members::<ItemRow>()?;
    let edit = |item: &Item| input::changed(&members, item);
    let item = app.run(actor, items::Edit { id, edit }).await?;
    Ok(Kept(row(&app, actor, item).await?))
}

/// Deletes an item that is on no document.
async fn delete(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Gone, Problem> {
    app.run(actor, items::Delete { id }).await?;
    Ok(Gone)
}

async fn row(app: &App, actor: Actor, item: Saved<Item>) -> Result<ItemRow, Problem> {
    let around = items::surroundings(app, actor, std::slice::from_ref(&item)).await?;
    Ok(ItemRow::of(&item, actor, &around))
}
