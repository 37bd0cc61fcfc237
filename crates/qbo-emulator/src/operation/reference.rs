//! References must lead somewhere, and to something active (fact sheet 6.3, 2500).

use crate::books::{Company, Record};
use crate::entity::{Entity, Numbering, PEOPLE, SALES_FORMS, by_name, person};
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape, Target};
use crate::wire::{Members, Object};
use serde_json::Value;

/// Item ids that stand for no item (fact sheet 9.4).
const NO_ITEMS: [&str; 2] = ["SHIPPING_ITEM_ID", "GRATUITY_ITEM_ID"];

/// Nothing is sold to a customer who has been made inactive (fact sheet 6.3).
///
/// # Errors
/// 6250 on a sales form.
pub(super) fn check_customer(company: &Company, entity: &Entity, given: &Object) -> Result<(), Fault> {
    let is_sale = entity.numbering == Numbering::Series(SALES_FORMS);
    let customer =
        given.target("CustomerRef").filter(|_| is_sale).and_then(|id| company.look_up("Customer", id));
    if customer.is_none_or(|customer| customer.body.get("Active") != Some(&Value::Bool(false))) {
        return Ok(());
    }
    let detail = "Invalid Sales Customer : the customer of this transaction has been made inactive";
    Err(Fault::new(Code::SALES_CUSTOMER, detail).element("CustomerRef"))
}

/// Checks every reference in `given`.
///
/// # Errors
/// 2500 for the first that leads nowhere or to something inactive, 2170 for a kind of person that there is not.
pub(super) fn check_references(company: &Company, fields: &[Field], given: &Object) -> Result<(), Fault> {
    for (name, value) in given {
        let Some(field) = fields.iter().find(|field| field.name == name) else { continue };
        match (field.shape, value) {
            (Shape::Ref(Target::Entity(target)), Value::Object(reference)) => {
                check(company, target, reference)?
            }
            (Shape::Ref(Target::Person), Value::Object(reference)) => {
                check_person(company, reference.text("type").or(given.text("Type")), reference)?;
            }
            (Shape::Object(fields), Value::Object(inner)) => check_references(company, fields, inner)?,
            (Shape::List(fields), Value::Array(rows)) => {
                for row in rows.iter().filter_map(Value::as_object) {
                    check_references(company, fields, row)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn check(company: &Company, target: &str, reference: &Object) -> Result<(), Fault> {
    let id = reference.text("value").unwrap_or_default();
    if target == "Item" && NO_ITEMS.contains(&id) {
        return Ok(());
    }
    let Some(entity) = by_name(target) else { return Err(Fault::no_reference(target, id)) };
    let Some(record) = company.look_up(entity.name, id) else {
        return Err(Fault::no_reference(entity.word, id));
    };
    check_active(entity.path, record)
}

fn check_person(company: &Company, said: Option<&str>, reference: &Object) -> Result<(), Fault> {
    if let Some(said) = said.filter(|said| !PEOPLE.iter().any(|kind| kind.eq_ignore_ascii_case(said))) {
        return Err(Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {said}")).element("type"));
    }
    let id = reference.text("value").unwrap_or_default();
    match person(company, said, id) {
        Some((kind, record)) => check_active(&kind.to_ascii_lowercase(), record),
        None => Err(Fault::no_reference("Names", id)),
    }
}

fn check_active(path: &str, record: &Record) -> Result<(), Fault> {
    match record.body.get("Active") {
        Some(Value::Bool(false)) => Err(Fault::inactive_reference(&format!("{path}s"))),
        _ => Ok(()),
    }
}
