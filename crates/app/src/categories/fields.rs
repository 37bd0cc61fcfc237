//! The custom fields of a category.

use crate::Work;
use domain::category::{CustomField, MAX_CUSTOM_FIELDS};
use domain::{Refusals, text};
use std::collections::HashSet;
use uuid::Uuid;

/// What a user says about a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldInput {
    /// Which field of the category. Without it, the one of the same name; when there is none, a new one.
    pub id: Option<Uuid>,
    /// The label.
    pub name: String,
    /// Whether customers see it.
    pub publish: bool,
    /// Place among the fields; smaller comes first.
    pub weight: i64,
}

/// The fields that the category has then. `before` are those that it has now.
pub(super) fn checked(
    work: &Work,
    before: &[CustomField],
    inputs: Vec<FieldInput>,
) -> Result<Vec<CustomField>, Refusals> {
    let mut refusals = Refusals::default();
    if inputs.len() > MAX_CUSTOM_FIELDS {
        let reason =
            format!("A category has at most {MAX_CUSTOM_FIELDS} fields; {} were given", inputs.len());
        refusals.add("custom_fields", "maxFields", reason);
    }
    let mut names = HashSet::new();
    let mut fields = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.into_iter().enumerate() {
        let at = |member: &str| format!("custom_fields.{place}.{member}");
        let name = text::required(&at("name"), &input.name, &mut refusals);
        if !names.insert(name.to_lowercase()) {
            refusals.add(at("name"), "unique", format!("The category has a field {name} already"));
        }
        let known = before.iter().find(|field| input.id.map_or(field.name == name, |id| field.id == id));
        if known.is_none() && input.id.is_some() {
            refusals.add(
                at("id"),
                "exists",
                "The category has no field with this id; leave it out for a new field",
            );
        }
        let id = known.map_or_else(|| work.next_id(), |field| field.id);
        fields.push(CustomField { id, name, publish: input.publish, weight: input.weight });
    }
    fields.sort_by_key(|field| (field.weight, field.id));
    refusals.unless_any(fields)
}
