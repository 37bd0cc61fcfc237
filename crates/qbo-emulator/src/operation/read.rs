//! Reading one object.

use super::{Desk, permit};
use crate::books::{Id, Table};
use crate::entity::{Class, Entity, show};
use crate::fault::Fault;
use serde_json::Value;

/// The object with this id.
///
/// # Errors
/// 5020 in the wrong edition, 2030 for an id that can't be one, 610 where nothing is (any more).
pub(crate) fn read(desk: &Desk<'_>, entity: &'static Entity, id: &str) -> Result<Value, Fault> {
    permit(desk.settings.edition, entity)?;
    if entity.class == Class::Company && id == desk.company.realm {
        return read_single(desk, entity);
    }
    if entity.class != Class::ReadOnly && id.parse::<u64>().is_err() {
        return Err(Fault::no_id(id));
    }
    let record = desk.company.find(entity.name, &Id::parse(id)).ok_or_else(Fault::not_found)?;
    Ok(Value::Object(show(desk.company, entity, record)))
}

/// The only object of an entity that has one.
///
/// # Errors
/// 610 when there is none.
pub(crate) fn read_single(desk: &Desk<'_>, entity: &'static Entity) -> Result<Value, Fault> {
    let record = desk.company.table(entity.name).and_then(Table::first).ok_or_else(Fault::not_found)?;
    Ok(Value::Object(show(desk.company, entity, record)))
}
