//! Places that hold stock: `/locations` (fact sheet 2.7). Writing them is ours.

mod row;

use crate::answer::{Kept, Problem, Rows, Viewed};
use crate::request::{Body, Caller, DEFAULT_PAGE_SIZE, Members, Query, RecordId, page};
use crate::router::path;
use app::{App, locations};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::Refusals;
use domain::location::LocationDetails;
use row::LocationRow;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(path("/locations.json"), get(list).post(create))
        .route(path("/locations/{id}.json"), get(view).put(edit))
}

/// A page of locations, oldest first.
async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    query: Query,
) -> Result<Rows<LocationRow>, Problem> {
    let mut fields = query.fields();
    let part = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(())?;
    let listing = locations::list(&app, actor, part).await?;
    let ids: Vec<_> = listing.rows.iter().map(|location| location.id).collect();
    let counts = locations::item_counts(&app, actor, &ids).await?;
    let listing = listing.map(|location| LocationRow::of(&location, counts.of(location.id)));
    Ok(Rows { listing, compact })
}

/// One location.
async fn view(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
) -> Result<Viewed<LocationRow>, Problem> {
    let location = locations::get(&app, actor, id).await?;
    let counts = locations::item_counts(&app, actor, &[id]).await?;
    Ok(Viewed(LocationRow::of(&location, counts.of(id))))
}

/// A new location. `name` is required.
async fn create(
    State(app): State<App>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<LocationRow>, Problem> {
    let mut details = LocationDetails::default();
    read(&body.members::<LocationRow>()?, &mut details)?;
    let location = app.run(actor, locations::Create { details }).await?;
    Ok(Kept(LocationRow::of(&location, 0)))
}

/// Changes what is given and leaves the rest.
async fn edit(
    State(app): State<App>,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    body: Body,
) -> Result<Kept<LocationRow>, Problem> {
    let members = body.members::<LocationRow>()?;
    let edit = |details: &mut LocationDetails| read(&members, details);
    let location = app.run(actor, locations::Edit { id, edit }).await?;
    let counts = locations::item_counts(&app, actor, &[id]).await?;
    Ok(Kept(LocationRow::of(&location, counts.of(id))))
}

fn read(members: &Members, details: &mut LocationDetails) -> Result<(), Refusals> {
    let mut fields = members.fields();
    fields.set_text("name", &mut details.name);
    fields.set_text("short_name", &mut details.short_name);
    fields.finish(())
}
