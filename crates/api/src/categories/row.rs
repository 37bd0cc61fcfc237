//! A category as clients see it.

use crate::answer::{Moment, Number, Resource};
use app::{Actor, Saved};
use domain::category::{Category, CustomField};
use serde::Serialize;
use uuid::Uuid;

/// A category (fact sheet 2.6).
#[derive(Debug, Serialize)]
pub(crate) struct CategoryRow {
    id: Uuid,
    account_id: Uuid,
    parent_id: (),
    name: String,
    description: String,
    multiple: bool,
    default_markup: Option<Number>,
    weight: i64,
    item_count: i64,
    custom_fields: Vec<CustomFieldRow>,
    created: Moment,
    modified: Moment,
}

/// A custom field, as it is shown in its category and beside an item's value.
#[derive(Debug, Serialize)]
pub(crate) struct CustomFieldRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) publish: bool,
    pub(crate) weight: i64,
}

impl Resource for CategoryRow {
    const SINGULAR: &'static str = "category";
    const PLURAL: &'static str = "categories";
}

impl CategoryRow {
    /// The row of a category with this many items.
    pub(super) fn of(category: &Saved<Category>, actor: Actor, item_count: i64) -> Self {
        let details = category.details.clone();
        Self {
            id: category.id,
            account_id: actor.company_id,
            parent_id: (),
            name: details.name,
            description: details.description,
            multiple: details.multiple,
            default_markup: details.default_markup.map(Number::from),
            weight: details.weight,
            item_count,
            custom_fields: category.fields.iter().map(CustomFieldRow::from).collect(),
            created: Moment(category.created_at),
            modified: Moment(category.modified_at),
        }
    }
}

impl From<&CustomField> for CustomFieldRow {
    fn from(field: &CustomField) -> Self {
        let CustomField { id, name, publish, weight } = field.clone();
        Self { id, name, publish, weight }
    }
}
