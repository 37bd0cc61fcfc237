//! What clients send about categories.

use crate::request::{Fields, Members};
use app::categories::{FieldInput, Input};
use domain::Refusals;
use domain::category::{Category, CustomField};

/// The category that the members describe, given how it is now.
pub(super) fn read(members: &Members, before: Option<&Category>) -> Result<Input, Refusals> {
    let mut fields = members.fields();
    let mut details = before.map(|category| category.details.clone()).unwrap_or_default();
    fields.set_text("name", &mut details.name);
    fields.set_text("description", &mut details.description);
    details.multiple = fields.flag("multiple").unwrap_or(details.multiple);
    fields.set_percent("default_markup", &mut details.default_markup);
    details.weight = fields.integer("weight").unwrap_or(details.weight);
    let known = before.map(|category| category.fields.as_slice()).unwrap_or_default();
    let said = fields.each("custom_fields", |field| custom_field(field, known));
    let input = Input { details, fields: said.unwrap_or_else(|| known.iter().map(unchanged).collect()) };
    fields.finish(input)
}

/// A field; what isn't given stays as it is.
fn custom_field(fields: &mut Fields<'_>, known: &[CustomField]) -> FieldInput {
    let id = fields.uuid("id");
    let name = fields.text("name");
    let before = known.iter().find(|field| match (id, &name) {
        (Some(id), _) => field.id == id,
        (None, name) => Some(&field.name) == name.as_ref(),
    });
    let name = name.or_else(|| before.map(|field| field.name.clone()));
    FieldInput {
        id,
        name: name.unwrap_or_default(),
        publish: fields.flag("publish").unwrap_or_else(|| before.is_some_and(|field| field.publish)),
        weight: fields.integer("weight").unwrap_or_else(|| before.map_or(0, |field| field.weight)),
    }
}

fn unchanged(field: &CustomField) -> FieldInput {
    let CustomField { id, name, publish, weight } = field.clone();
    FieldInput { id: Some(id), name, publish, weight }
}
