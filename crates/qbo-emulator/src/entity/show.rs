//! An object as a reply shows it.

use super::currency::show_home;
use super::owing::hide_owing;
use super::{Entity, by_name};
use crate::books::{Company, Record};
use crate::field::{Field, Shape, Target};
use crate::wire::{Members, Object};
use serde_json::Value;

/// The whole object: its members, the names of what it refers to, and the members that every entity has.
pub(crate) fn show(company: &Company, entity: &Entity, record: &Record) -> Object {
    let mut shown = record.body.to_object();
    hide_owing(&mut shown);
    entity.behaviour.dress(company, record, &mut shown);
    name_references(company, entity.fields, &mut shown);
    show_home(company, entity, &mut shown);
    shown.put("Id", record.id.to_string());
    shown.put("domain", "QBO");
    shown.put("sparse", false);
    shown.put("SyncToken", record.sync_token.to_string());
    shown.put("MetaData", record.meta());
    entity.behaviour.wrapped(&record.body, shown)
}

/// References show the present name of what they point at.
fn name_references(company: &Company, fields: &[Field], members: &mut Object) {
    for field in fields {
        match field.shape {
            Shape::Ref(Target::Entity(target)) => {
                if let Some(Value::Object(reference)) = members.get_mut(field.name)
                    && let Some(name) = name_of(company, target, reference)
                {
                    reference.put("name", name);
                }
            }
            Shape::Object(fields) => {
                if let Some(Value::Object(inner)) = members.get_mut(field.name) {
                    name_references(company, fields, inner);
                }
            }
            Shape::List(fields) => {
                if let Some(Value::Array(rows)) = members.get_mut(field.name) {
                    let rows = rows.iter_mut().filter_map(Value::as_object_mut);
                    rows.for_each(|row| name_references(company, fields, row));
                }
            }
            _ => {}
        }
    }
}

/// Tax codes and rates are shown by id alone (fact sheet 9.1, 11.3).
fn name_of(company: &Company, target: &str, reference: &Object) -> Option<String> {
    if matches!(target, "TaxCode" | "TaxRate") {
        return None;
    }
    let body = &company.look_up(by_name(target)?.name, reference.text("value")?)?.body;
    ["FullyQualifiedName", "DisplayName", "Name"].iter().find_map(|name| body.text(name)).map(str::to_owned)
}
