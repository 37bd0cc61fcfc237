//! What the service writes by itself, along with what a client has asked for.

use super::write::{complete, store};
use super::{Desk, Effect, Operation, Order};
use crate::books::{Id, Record};
use crate::entity::{Entity, by_name};
use crate::fault::Fault;
use crate::field::Draft;
use crate::wire::Object;
use serde_json::Value;

/// Makes what comes along with a new object.
pub(super) fn found(desk: &mut Desk<'_>, entity: &Entity, body: &Object) -> Result<(), Fault> {
    for (name, made) in entity.behaviour.founds(desk.company, body) {
        make(desk, name, made)?;
    }
    Ok(())
}

/// Makes something that the service writes itself: with members that no client may set, and without a number out of
/// those for documents (assumed).
pub(super) fn make(desk: &mut Desk<'_>, name: &str, body: Value) -> Result<(), Fault> {
    let (Some(entity), Value::Object(body)) = (by_name(name), body) else { return Ok(()) };
    let draft = Draft { set: body, cleared: Vec::new() };
    let mut body = complete(desk, &creation(entity), None, draft.set.clone(), &draft)?;
    body.remove("DocNumber");
    let id = Id::from(desk.company.next_in(entity.sequence));
    store(desk, entity, None, Record::new(id, body, desk.now), Effect::Created);
    Ok(())
}

/// Changes some members of an object as the service does by itself.
///
/// # Errors
/// The fault that a request to the same end would be answered with.
pub(super) fn amend(
    desk: &mut Desk<'_>,
    entity: &'static Entity,
    before: &Record,
    set: Object,
) -> Result<(), Fault> {
    let sparse = Object::from_iter([("sparse".to_owned(), Value::Bool(true))]);
    let order = Order { operation: Operation::Update, body: sparse, ..creation(entity) };
    let mut body = before.body.to_object();
    body.extend(set.clone());
    let draft = Draft { set, cleared: Vec::new() };
    let body = complete(desk, &order, Some(before), body, &draft)?;
    store(desk, entity, Some(before), before.next(body, desk.now), Effect::Updated);
    Ok(())
}

/// The order to create an object of which nobody asked in a request.
pub(super) fn creation(entity: &'static Entity) -> Order {
    Order { entity, operation: Operation::Create, body: Object::new(), options: Vec::new(), request: None }
}
