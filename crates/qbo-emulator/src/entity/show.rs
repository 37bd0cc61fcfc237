//! An object as a reply shows it.

use super::currency::show_home;
use super::owing::hide_owing;
use super::{Entity, by_name, person};
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
            Shape::Ref(target) => {
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

/// References to these are shown by id alone (fact sheet 9.1, 11.3).
const BY_ID: [&str; 2] = ["TaxCode", "TaxRate"];

/// Members that records are called by, the first that there is.
pub(crate) const NAMES: [&str; 3] = ["FullyQualifiedName", "DisplayName", "Name"];

fn name_of(company: &Company, target: Target, reference: &Object) -> Option<String> {
    let id = reference.text("value")?;
    let record = match target {
        Target::Entity(name) if BY_ID.contains(&name) => return None,
        Target::Entity(name) => company.look_up(by_name(name)?.name, id)?,
        Target::Person => person(company, reference.text("type"), id)?.1,
        Target::Free(_) => return None,
    };
    NAMES.iter().find_map(|name| record.body.text(name)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::ALL;

    /// References that no record is behind, whose name is what the client said, or what the rule of the member puts.
    const OF_NO_RECORD: [&str; 7] = [
        "CurrencyRef",
        "HomeCurrency",
        "ShipMethodRef",
        "PriceLevelRef",
        "ProjectRef",
        "PayrollItemRef",
        "TaxClassificationRef",
    ];

    /// References to records that are shown by id alone: tax codes, pseudo codes among them, and whatever a note is
    /// attached to.
    const SHOWN_BY_ID: [&str; 2] = ["TaxCodeRef", "EntityRef"];

    fn check(of: &str, fields: &[Field], nameless: &mut Vec<String>) {
        for field in fields {
            match field.shape {
                Shape::Ref(Target::Entity(name)) if !BY_ID.contains(&name) => {
                    let entity = by_name(name).unwrap();
                    if !NAMES.iter().any(|name| entity.field(name).is_some()) {
                        nameless.push(format!("{of} {} to {name}", field.name));
                    }
                }
                Shape::Ref(Target::Free(_)) => {
                    let expected = OF_NO_RECORD.contains(&field.name) || SHOWN_BY_ID.contains(&field.name);
                    if !expected {
                        nameless.push(format!("{of} {}", field.name));
                    }
                }
                Shape::Object(fields) | Shape::List(fields) => check(of, fields, nameless),
                _ => {}
            }
        }
    }

    #[test]
    fn every_reference_leads_to_something_with_a_name_or_is_known_not_to() {
        let mut nameless = Vec::new();
        ALL.iter().for_each(|entity| check(entity.name, entity.fields, &mut nameless));
        assert_eq!(nameless, Vec::<String>::new());
    }
}
