//! Looking at items.

use super::{ItemFilter, NOUN, Order};
use crate::{Actor, App, Error, Listing, Page, Saved};
use db::Tx;
use domain::Quantity;
use domain::category::Category;
use domain::item::Item;
use domain::location::Location;
use std::collections::{HashMap, HashSet};
use store::stock::Place;
use uuid::Uuid;

/// The most items on a page (fact sheet 2.1).
pub const MAX_PAGE: i64 = 100;

/// What items are shown with: their categories and locations, and what is expected of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    categories: HashMap<Uuid, Category>,
    locations: HashMap<Uuid, Location>,
    incoming: HashMap<Place, Quantity>,
}

impl Surroundings {
    /// The category of `item`.
    pub fn category(&self, item: &Item) -> Option<&Category> {
        self.categories.get(&item.details.category_id)
    }

    /// Where `item` lies when it has no variations.
    pub fn location(&self, item: &Item) -> Option<&Location> {
        self.locations.get(&item.details.location_id?)
    }

    /// Units of `item` that were ordered from suppliers and have not come yet (fact sheet 1.7, N3).
    pub fn incoming(&self, item: &Item) -> Quantity {
        let of_item = self.incoming.iter().filter(|((id, _), _)| *id == item.id);
        Quantity::from_millionths(of_item.map(|(_, units)| units.millionths()).sum())
    }

    /// Those of them that are expected at this stock row of a variation.
    pub fn incoming_at(&self, item_id: Uuid, stock_id: i64) -> Quantity {
        self.incoming.get(&(item_id, Some(stock_id))).copied().unwrap_or_default()
    }
}

/// One item.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: Actor, id: Uuid) -> Result<Saved<Item>, Error> {
    let mut tx = app.begin_read().await?;
    let item = store::items::get(&mut tx, actor.company_id, id).await?;
    item.ok_or_else(|| Error::not_found(NOUN, id))
}

/// A page of the items that `filter` lets pass.
///
/// # Errors
/// [`Error::NoSuchPage`] behind the last page.
pub async fn list(
    app: &App,
    actor: Actor,
    filter: &ItemFilter,
    order: Order,
    page: Page,
) -> Result<Listing<Saved<Item>>, Error> {
    let page = page.bounded(MAX_PAGE);
    let mut tx = app.begin_read().await?;
    Listing::of(store::items::list(&mut tx, actor.company_id, filter, order, page).await?, page)
}

/// The categories and locations of these items, and what is expected of them.
///
/// # Errors
/// [`Error::Database`].
pub async fn surroundings(app: &App, actor: Actor, items: &[Saved<Item>]) -> Result<Surroundings, Error> {
    let mut tx = app.begin_read().await?;
    let categories = distinct(items.iter().map(|item| item.details.category_id));
    let locations = distinct(items.iter().filter_map(|item| item.details.location_id));
    let ids = distinct(items.iter().map(|item| item.id));
    Ok(Surroundings {
        incoming: store::stock::incoming(&mut tx, actor.company_id, &ids).await?,
        categories: categories_of(&mut tx, actor, &categories).await?,
        locations: locations_of(&mut tx, actor, &locations).await?,
    })
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    ids.collect::<HashSet<_>>().into_iter().collect()
}

async fn categories_of(tx: &mut Tx, actor: Actor, ids: &[Uuid]) -> Result<HashMap<Uuid, Category>, Error> {
    let found = store::categories::by_ids(tx, actor.company_id, ids).await?;
    Ok(found.into_iter().map(|saved| (saved.id, saved.record)).collect())
}

async fn locations_of(tx: &mut Tx, actor: Actor, ids: &[Uuid]) -> Result<HashMap<Uuid, Location>, Error> {
    let found = store::locations::by_ids(tx, actor.company_id, ids).await?;
    Ok(found.into_iter().map(|saved| (saved.id, saved.record)).collect())
}
