//! What clients send about items.

use crate::request::{DEFAULT_PAGE_SIZE, Fields, Members, Query, page, search};
use app::Page;
use app::items::{Input, ItemFilter, ItemOrder, Order, StockInput, ValueInput, VariationInput};
use domain::item::{Item, ItemDetails, ItemKind};
use domain::{Price, Quantity, Refusals};
use uuid::Uuid;

const SEARCHABLE: &[&str] = &["name", "sku", "serial_number", "item_number", "barcode"];

/// Which list is wanted.
pub(super) struct Wanted {
    pub(super) filter: ItemFilter,
    pub(super) order: Order,
    pub(super) page: Page,
    pub(super) compact: bool,
}

/// The query of a list.
pub(super) fn wanted(query: &Query) -> Result<Wanted, Refusals> {
    let mut fields = query.fields();
    let filter = ItemFilter {
        category_id: fields.uuid("categoryId"),
        location_id: fields.uuid("locationId"),
        number: fields.integer("itemIdNumber"),
        archived: None,
        modified_since: fields.moment("modifiedSince"),
        search: search(&mut fields, SEARCHABLE),
    };
    let order = order(&mut fields);
    let page = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(Wanted { filter, order, page, compact })
}

/// A new item.
pub(super) fn new(members: &Members) -> Result<Input, Refusals> {
    let mut fields = members.fields();
    let category_id = fields.uuid("category_id");
    let category_id = fields.require("category_id", category_id).unwrap_or_default();
    let mut input = Input::new(blank(category_id));
    read(&mut fields, &mut input);
    if input.details.name.is_empty() {
        fields.require::<()>("name", None);
    }
    fields.finish(input)
}

/// The item as it is to be, given how it is now.
pub(super) fn changed(members: &Members, item: &Item) -> Result<Input, Refusals> {
    let mut fields = members.fields();
    let mut input = Input::unchanged(item);
    input.details.category_id = fields.uuid("category_id").unwrap_or(input.details.category_id);
    read(&mut fields, &mut input);
    fields.finish(input)
}

fn blank(category_id: Uuid) -> ItemDetails {
    ItemDetails {
        name: String::new(),
        description: String::new(),
        category_id,
        location_id: None,
        kind: ItemKind::Counted,
        sku: String::new(),
        serial_number: String::new(),
        barcode: String::new(),
        cost: Price::ZERO,
        price: Price::ZERO,
        threshold: Quantity::ZERO,
        published: true,
    }
}

fn read(fields: &mut Fields<'_>, input: &mut Input) {
    let details = &mut input.details;
    fields.set_text("name", &mut details.name);
    fields.set_text("description", &mut details.description);
    // The original's field table and its examples spell it differently.
    fields.set_text("SKU", &mut details.sku);
    fields.set_text("sku", &mut details.sku);
    fields.set_text("serial_number", &mut details.serial_number);
    fields.set_text("barcode", &mut details.barcode);
    fields.set_uuid("location_id", &mut details.location_id);
    details.cost = fields.price("cost").unwrap_or(details.cost);
    details.price = fields.price("price").unwrap_or(details.price);
    details.threshold = fields.quantity("threshold").unwrap_or(details.threshold);
    details.published = fields.flag("published").unwrap_or(details.published);
    if let Some(multiple) = fields.flag("multiple") {
        details.kind = if multiple { ItemKind::Counted } else { ItemKind::Unique };
        input.kind_of_category = false;
    }
    input.archived = fields.flag("archived").unwrap_or(input.archived);
    input.quantity = fields.quantity("quantity");
    let values = fields.each("item_details", value).unwrap_or_default();
    input.values = values.into_iter().flatten().collect();
    input.variations = fields.each("item_variations", variation);
}

fn value(fields: &mut Fields<'_>) -> Option<ValueInput> {
    let field_id = fields.uuid("custom_field_id");
    let field_id = fields.require("custom_field_id", field_id)?;
    Some(ValueInput { field_id, value: fields.text("value").unwrap_or_default() })
}

fn variation(fields: &mut Fields<'_>) -> VariationInput {
    let stock = fields.each("item_variations_locations", stock);
    VariationInput {
        id: fields.uuid("id"),
        name: fields.text("name"),
        stock: stock.map(|rows| rows.into_iter().flatten().collect()),
    }
}

fn stock(fields: &mut Fields<'_>) -> Option<StockInput> {
    let location_id = fields.uuid("location_id");
    let location_id = fields.require("location_id", location_id)?;
    let (quantity, threshold) = (fields.quantity("quantity"), fields.quantity("threshold"));
    Some(StockInput { location_id, quantity, threshold })
}

/// `orderField` and `orderDirection`.
fn order(fields: &mut Fields<'_>) -> Order {
    let mut order = Order::default();
    if let Some(name) = fields.filled("orderField") {
        match ItemOrder::ALL.iter().find(|by| by.name() == name) {
            Some(by) => order.by = *by,
            None => {
                let names: Vec<_> = ItemOrder::ALL.iter().map(|by| by.name()).collect();
                let reason = format!("Order by one of {}; {name} was given", names.join(", "));
                fields.refuse("orderField", "inList", reason);
            }
        }
    }
    if let Some(direction) = fields.filled("orderDirection") {
        match direction.to_ascii_lowercase().as_str() {
            "asc" => {}
            "desc" => order.descending = true,
            _ => {
                fields.refuse("orderDirection", "inList", format!("Write asc or desc; {direction} was given"))
            }
        }
    }
    order
}
