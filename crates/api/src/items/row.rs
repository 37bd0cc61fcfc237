//! An item as clients see it.

use super::variation_row::VariationRow;
use crate::answer::{Moment, Number, Resource};
use crate::categories::CustomFieldRow;
use app::items::Surroundings;
use app::{Actor, Saved};
use domain::category::Category;
use domain::item::{CustomValue, Item, ItemKind};
use domain::location::Location;
use serde::Serialize;
use uuid::Uuid;

/// An item, in lists as in the view (fact sheet 2.4). Reservations, suppliers, units of
/// measure and pictures are not kept yet: they are none.
#[derive(Debug, Serialize)]
pub(super) struct ItemRow {
    id: Uuid,
    account_id: Uuid,
    category_id: Uuid,
    item_number: i64,
    name: String,
    description: String,
    sku: String,
    serial_number: String,
    barcode: String,
    multiple: bool,
    quantity: Number,
    quantity_available: Number,
    quantity_reserved: i64,
    quantity_incoming: Number,
    in_transit: i64,
    threshold: Number,
    cost: Number,
    price: Number,
    published: bool,
    archived: bool,
    location_id: Option<Uuid>,
    location: Option<PlaceRow>,
    unit_of_measure_id: (),
    unit_of_measure: (),
    suppliers: [(); 0],
    images: [(); 0],
    item_variations: Vec<VariationRow>,
    item_details: Vec<DetailRow>,
    category: Option<GroupRow>,
    created: Moment,
    modified: Moment,
}

/// The item's location in short.
#[derive(Debug, Serialize)]
struct PlaceRow {
    id: Uuid,
    name: String,
}

/// The item's category in short.
#[derive(Debug, Serialize)]
struct GroupRow {
    id: Uuid,
    name: String,
    description: String,
}

/// The value of a custom field. An item has one at most for each field, so the field's id names it.
#[derive(Debug, Serialize)]
struct DetailRow {
    id: Uuid,
    item_id: Uuid,
    custom_field_id: Uuid,
    value: String,
    custom_field: CustomFieldRow,
}

impl Resource for ItemRow {
    const SINGULAR: &'static str = "item";
    const PLURAL: &'static str = "items";
}

impl ItemRow {
    /// The row of an item.
    pub(super) fn of(item: &Saved<Item>, actor: Actor, around: &Surroundings) -> Self {
        let (details, quantity) = (item.details.clone(), Number::from(item.quantity));
        Self {
            id: item.id,
            account_id: actor.company_id,
            category_id: details.category_id,
            item_number: item.number,
            name: details.name,
            description: details.description,
            sku: details.sku,
            serial_number: details.serial_number,
            barcode: details.barcode,
            multiple: details.kind == ItemKind::Counted,
            quantity,
            quantity_available: quantity,
            quantity_reserved: 0,
            quantity_incoming: around.incoming(item).into(),
            in_transit: 0,
            threshold: details.threshold.into(),
            cost: details.cost.into(),
            price: details.price.into(),
            published: details.published,
            archived: item.archived,
            location_id: details.location_id,
            location: around.location(item).map(PlaceRow::from),
            unit_of_measure_id: (),
            unit_of_measure: (),
            suppliers: [],
            images: [],
            item_variations: item
                .variations
                .iter()
                .map(|each| VariationRow::of(each, item.id, around))
                .collect(),
            item_details: item.custom_values.iter().map(|value| DetailRow::of(value, item.id)).collect(),
            category: around.category(item).map(GroupRow::from),
            created: Moment(item.created_at),
            modified: Moment(item.modified_at),
        }
    }
}

impl From<&Location> for PlaceRow {
    fn from(location: &Location) -> Self {
        Self { id: location.id, name: location.details.name.clone() }
    }
}

impl From<&Category> for GroupRow {
    fn from(category: &Category) -> Self {
        let details = &category.details;
        Self { id: category.id, name: details.name.clone(), description: details.description.clone() }
    }
}

impl DetailRow {
    fn of(value: &CustomValue, item_id: Uuid) -> Self {
        let CustomValue { field_id, name, publish, weight, value } = value.clone();
        let custom_field = CustomFieldRow { id: field_id, name, publish, weight };
        Self { id: field_id, item_id, custom_field_id: field_id, value, custom_field }
    }
}
